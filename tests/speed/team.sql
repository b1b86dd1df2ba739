-- A municipality of one size, plausible and invented. Statements end with a semicolon at the end of a line.
insert into accounts_user (password, username, name, email, language, is_active)
select '!', %(key)s || '-' || n, 'Sagsbehandler ' || n, '', 'da', true from generate_series(0, %(workers)s) n;
insert into accounts_membership (user_id, role, municipality_id, team_id, begins_on)
select u.id, case when split_part(u.username, '-', 2) = '0' then 'leader' else 'caseworker' end, %(home)s,
       (%(teams)s::bigint[])
           [1 + greatest(split_part(u.username, '-', 2)::int - 1, 0) %% cardinality(%(teams)s::bigint[])],
       date '2020-01-01'
from accounts_user u where u.username like %(key)s || '-%%';
create temporary table worker as select m.user_id, m.team_id, row_number() over (order by m.user_id) as n
from accounts_membership m where m.municipality_id = %(home)s and m.role = 'caseworker';
create temporary table made as
select gen_random_uuid() as citizen, gen_random_uuid() as id, gen_random_uuid() as person, n, %(today)s::date - 30 - (n * 37 %% 800)::int as opened, 1 + n %% %(workers)s as worker
from generate_series(0, %(cases)s - 1) n;
insert into cases_citizen (id, municipality_id, name, sort_key, born, cpr_sealed, cpr_index, is_synthetic, phone, email,
       address, postcode, town, protected_address)
select citizen, %(home)s, 'Borger ' || n, 'borger ' || lpad(n::text, 6, '0'), date '1985-01-01', '\\x00',
       sha256(n::text::bytea), true, '', '', '', '', '', false from made;
insert into cases_case (id, municipality_id, citizen_id, number, opened_on, closing_reason)
select id, %(home)s, citizen, n + 1, opened, '' from made;
insert into cases_contactperson (id, municipality_id, case_id, user_id, role, reason, handover, begins_on, ends_on)
select gen_random_uuid(), %(home)s, m.id, w.user_id, 'coordinating', 'first', '', m.opened, %(today)s::date - 21
from made m join worker w on w.n = 1 + (m.worker + 7) %% %(workers)s where m.n %% 4 = 0
union all
select m.person, %(home)s, m.id, w.user_id, 'coordinating', case when m.n %% 4 = 0 then 'illness' else 'first' end, '',
       case when m.n %% 4 = 0 then %(today)s::date - 20 else m.opened end, null
from made m join worker w on w.n = m.worker;
insert into access_grant (id, municipality_id, holder, subject, purpose, fields, begins_on, source)
select gen_random_uuid(), %(home)s, h.holder, m.citizen, h.purpose, array['identity', 'plan'], m.opened, m.person
from made m join worker w on w.n = m.worker
cross join lateral (values ('user:' || w.user_id, 'case_work'), ('leaders:' || w.team_id, 'leadership')) h(holder, purpose);
insert into conversations_conversation (id, municipality_id, case_id, state, form, "on", resets, topics, minutes,
       minutes_state, no_show_reason, attempts, move_asked_by, move_reason, shared_at)
select gen_random_uuid(), %(home)s, m.id, 'held', 'walk', %(today)s::date - (t * 60 + m.n * 13 %% 60)::int, true, '{}'::varchar[],
       repeat('Vi talte om næste skridt. ', 20), case when t = 1 and m.n %% 7 = 0 then 'draft' else 'shared' end, '', '{}'::varchar[],
       '', '', case when t = 1 and m.n %% 7 = 0 then null else now() end
from made m cross join generate_series(case when m.n %% 6 = 0 then 2 else 1 end, 10) t
union all
select gen_random_uuid(), %(home)s, m.id, 'planned', 'walk', %(today)s::date + (m.n %% 20)::int, true, '{}'::varchar[], '', 'none', '',
       '{}'::varchar[], '', '', null from made m where m.n %% 3 = 0;
insert into conversations_obligation (id, municipality_id, case_id, kind, rule, arises_on, due_on, met_on, detail)
select gen_random_uuid(), %(home)s, m.id, 'conversation_interval', 'lab-2011.conversation.interval',
       %(today)s::date - t * 90, %(today)s::date - t * 90 + 90, %(today)s::date - t * 90 + 80, '{}'::jsonb
from made m cross join generate_series(1, 8) t
union all
select gen_random_uuid(), %(home)s, m.id, case when m.n %% 2 = 0 then 'conversation_interval' else 'repeat_offer' end,
       'lab-2011.x', %(today)s::date - 60, %(today)s::date - 10 + (m.n %% 60)::int, null, '{}'::jsonb from made m;
insert into cases_effort (id, municipality_id, case_id, kind, title, organiser, organiser_name, at_workplace, begins_on, ends_on)
select gen_random_uuid(), %(home)s, m.id, 'mentor', 'Forløb', 'provider', '', false, m.opened + t * 90,
       m.opened + t * 90 + (m.n %% 80)::int from made m cross join generate_series(0, 3) t;
drop table made; drop table worker;
