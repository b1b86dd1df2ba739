-- The look-up log: who looked at whom. Append-only, one hash chain per municipality and month.
-- Run as the owner role, again and again. Names in braces are filled in by lookup_log/schema.py;
-- the two hash expressions come from lookup_log/chain.py, so that writing and verifying share one text.

create schema if not exists lookup;

create table if not exists lookup.head (
    municipality_id bigint not null,
    month date not null check (isfinite(month) and extract(day from month) = 1),
    seq bigint not null check (seq >= 0),
    hash bytea not null check (octet_length(hash) = 32),
    sealed_at timestamptz,
    dropped_at timestamptz check (dropped_at is null or sealed_at is not null),
    primary key (municipality_id, month)
);

create table if not exists lookup.entry (
    municipality_id bigint not null,
    month date not null check (isfinite(month) and extract(day from month) = 1),
    seq bigint not null check (seq >= 1),
    at timestamptz not null,
    actor_id bigint not null,
    role text not null,
    unit text not null,
    subjects uuid[] not null check (array_position(subjects, null) is null),
    purpose text not null,
    screen text not null,
    fields text[] not null check (array_position(fields, null) is null),
    outcome text not null check (outcome in ('permit', 'deny')),
    reason text not null check (outcome = 'permit' or reason <> ''),
    criterion text not null,
    count integer not null check (count >= 0),
    prev bytea not null check (octet_length(prev) = 32),
    hash bytea not null check (octet_length(hash) = 32),
    primary key (municipality_id, month, seq)
);

comment on table lookup.entry is 'Look-up log, append-only; written through lookup.append alone';
comment on table lookup.head is 'Last entry of each chain; kept when retention drops the entries of its month';

-- Appending ---------------------------------------------------------------------------------------------

create or replace function lookup.append(
    p_municipality_id bigint,
    p_actor_id bigint,
    p_role text,
    p_unit text,
    p_subjects uuid[],
    p_purpose text,
    p_screen text,
    p_fields text[],
    p_outcome text,
    p_reason text,
    p_criterion text,
    p_count integer
) returns bigint
language plpgsql volatile security definer
-- pg_temp last: it would otherwise come first, and a temporary type could pose as a built-in one
set search_path = pg_catalog, pg_temp
as $append$
declare
    e lookup.entry;
    newest lookup.head;
begin
    e.municipality_id := p_municipality_id;
    e.actor_id := p_actor_id;
    e.role := p_role;
    e.unit := p_unit;
    e.subjects := p_subjects;
    e.purpose := p_purpose;
    e.screen := p_screen;
    e.fields := p_fields;
    e.outcome := p_outcome;
    e.reason := p_reason;
    e.criterion := p_criterion;
    e.count := p_count;
    loop
        select * into newest from lookup.head h
            where h.municipality_id = e.municipality_id
            order by h.month desc limit 1 for update;
        -- read after the lock is held, so that time and order in the chain agree
        e.at := clock_timestamp();
        -- greatest: after a clock has been put back the newest month goes on, instead of nobody seeing a page
        e.month := greatest(date_trunc('month', e.at at time zone 'Europe/Copenhagen')::date, newest.month);
        exit when newest.month = e.month;
        insert into lookup.head (municipality_id, month, seq, hash)
            values (e.municipality_id, e.month, 0, {genesis})
            on conflict do nothing
            returning * into newest;
        if found then
            -- the seal carries the time of the first entry after it, whose hash thereby vouches for it
            update lookup.head h set sealed_at = e.at
                where h.municipality_id = e.municipality_id and h.month < e.month and h.sealed_at is null;
            exit;
        end if;
    end loop;
    if newest.sealed_at is not null then
        raise exception 'The look-up log of municipality % is sealed for %.', e.municipality_id, e.month
            using errcode = 'object_not_in_prerequisite_state',
                  hint = 'A newest month is never sealed by the system: verify the log.';
    end if;
    e.seq := newest.seq + 1;
    e.prev := newest.hash;
    e.hash := {entry_hash};
    insert into lookup.entry select e.*;
    update lookup.head h set seq = e.seq, hash = e.hash
        where h.municipality_id = e.municipality_id and h.month = e.month;
    return e.seq;
end
$append$;

-- Retention ---------------------------------------------------------------------------------------------

create or replace function lookup.drop_month(p_municipality_id bigint, p_month date) returns bigint
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $drop_month$
declare
    chain lookup.head;
    dropped bigint;
begin
    select * into chain from lookup.head h
        where h.municipality_id = p_municipality_id and h.month = p_month for update;
    if chain.sealed_at is null then
        raise exception 'The look-up log of municipality % for % is not sealed, so it cannot be dropped.',
            p_municipality_id, p_month using errcode = 'object_not_in_prerequisite_state';
    end if;
    update lookup.head h set dropped_at = clock_timestamp()
        where h.municipality_id = p_municipality_id and h.month = p_month and h.dropped_at is null;
    delete from lookup.entry e where e.municipality_id = p_municipality_id and e.month = p_month;
    get diagnostics dropped = row_count;
    return dropped;
end
$drop_month$;

-- Guards: the owner, too, is stopped ----------------------------------------------------------------------

create or replace function lookup.guard_entry() returns trigger
language plpgsql
set search_path = pg_catalog, pg_temp
as $guard_entry$
begin
    if tg_op = 'DELETE' then
        if exists (
            select from lookup.head h
            where h.municipality_id = old.municipality_id and h.month = old.month and h.dropped_at is not null
        ) then
            return old;
        end if;
    end if;
    raise exception 'The look-up log is append-only: % is refused.', tg_op
        using errcode = 'insufficient_privilege';
end
$guard_entry$;

create or replace function lookup.guard_head() returns trigger
language plpgsql
set search_path = pg_catalog, pg_temp
as $guard_head$
begin
    if tg_op = 'UPDATE' then
        if (new.municipality_id, new.month) = (old.municipality_id, old.month) and (
            -- append
            (new.seq = old.seq + 1 and old.sealed_at is null and new.sealed_at is null)
            -- seal
            or ((new.seq, new.hash) = (old.seq, old.hash) and old.sealed_at is null
                and new.sealed_at is not null and new.dropped_at is null)
            -- drop
            or ((new.seq, new.hash, new.sealed_at) = (old.seq, old.hash, old.sealed_at)
                and old.dropped_at is null and new.dropped_at is not null)
        ) then
            return new;
        end if;
    end if;
    raise exception 'A head of the look-up log only moves forward: % is refused.', tg_op
        using errcode = 'insufficient_privilege';
end
$guard_head$;

create or replace trigger guard_rows before update or delete on lookup.entry
    for each row execute function lookup.guard_entry();
create or replace trigger guard_truncate before truncate on lookup.entry
    for each statement execute function lookup.guard_entry();
create or replace trigger guard_rows before update or delete on lookup.head
    for each row execute function lookup.guard_head();
create or replace trigger guard_truncate before truncate on lookup.head
    for each statement execute function lookup.guard_head();

alter table lookup.entry enable always trigger guard_rows, enable always trigger guard_truncate;
alter table lookup.head enable always trigger guard_rows, enable always trigger guard_truncate;

-- Rights --------------------------------------------------------------------------------------------------

-- The app role's right to read entries, and the policy that limits it, are given with the other row-level security.
alter table lookup.entry enable row level security, force row level security;
alter table lookup.head enable row level security, force row level security;

drop policy if exists written_by_owner on lookup.entry;
create policy written_by_owner on lookup.entry to {owner} using (true) with check (true);
drop policy if exists written_by_owner on lookup.head;
create policy written_by_owner on lookup.head to {owner} using (true) with check (true);

revoke all on lookup.entry, lookup.head from public, {audit}, {retention};
revoke all on lookup.head from {app};
revoke insert, update, delete, truncate, references, trigger on lookup.entry from {app};
revoke all on function lookup.append, lookup.drop_month, lookup.guard_entry, lookup.guard_head
    from public, {app}, {audit}, {retention};
grant usage on schema lookup to {audit}, {retention};
grant execute on function lookup.append to {audit};
grant execute on function lookup.drop_month to {retention};
