-- The signed context of row-level security. Run as the owner at each migrate; safe to run again.
-- A context is one text in the transaction-local setting fremdrift.context:
--   reach|actor|unit|municipality|today|expires|hmac
-- The key's copy lies in sec.key, which the app role cannot read, so nobody can sign a context by SQL alone.

create schema if not exists sec;
create table if not exists sec.key (
    only_row boolean primary key default true check (only_row),
    inner_pad bytea not null,
    outer_pad bytea not null
);

-- One part of the context, or null when it is missing, forged or older than its time. HMAC (RFC 2104) from sha256.
create or replace function sec.part(wanted int) returns text
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
    signed text := current_setting('fremdrift.context', true);
    parts text[];
    pads record;
begin
    if signed is null or signed = '' then return null; end if;
    parts := string_to_array(signed, '|');
    if cardinality(parts) <> 7 then return null; end if;
    select inner_pad, outer_pad into pads from sec.key;
    if not found then return null; end if;
    if encode(sha256(pads.outer_pad || sha256(pads.inner_pad
        || convert_to(array_to_string(parts[1:6], '|'), 'UTF8'))), 'hex') is distinct from parts[7] then
        return null;
    end if;
    if parts[6]::bigint < extract(epoch from clock_timestamp()) then return null; end if;
    return nullif(parts[wanted], '');
end $$;

-- Municipal staff and the system: the municipality whose rows they may touch. Others: null.
create or replace function sec.municipality() returns bigint language sql stable
    as $$ select case when sec.part(1) = 'municipality' then sec.part(4)::bigint end $$;
-- Who acts; the system is nobody.
create or replace function sec.actor() returns bigint language sql stable as $$ select sec.part(2)::bigint $$;
-- Those who are let in by grants alone: the names under which they hold them. Others: null, whatever they hold.
create or replace function sec.holders() returns text[] language sql stable
    as $$ select case when sec.part(1) = 'grants' then array['user:' || sec.part(2), sec.part(3)] end $$;
create or replace function sec.today() returns date language sql stable as $$ select sec.part(5)::date $$;
-- Whose log may be read: the municipality of staff of any reach.
create or replace function sec.log_municipality() returns bigint language sql stable
    as $$ select case when sec.part(1) <> 'grants' then sec.part(4)::bigint end $$;
-- The owner's own context, for data migrations.
create or replace function sec.maintenance() returns boolean language sql stable
    as $$ select coalesce(sec.part(1) = 'maintenance', false) $$;
