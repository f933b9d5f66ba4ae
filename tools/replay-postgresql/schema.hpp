#ifndef PTKT_TOOLS_REPLAY_POSTGRESQL_SCHEMA_HPP
#define PTKT_TOOLS_REPLAY_POSTGRESQL_SCHEMA_HPP

/// What this program keeps in a database, and the statements by which it is used.
///
/// `ptkt.used` is the table: the primary key is what makes a ticket good once. It is partitioned by
/// slot, ten minutes of the tickets' own moments each, so that what is over is dropped as a whole.
/// A slot that was dropped never comes back (`begins` only grows): a clock that was wrong for a
/// while refuses tickets, and brings no used one back to life.
namespace ptkt::replay_postgresql {

inline constexpr const char* kSchema = R"sql(
create schema if not exists ptkt;
create table if not exists ptkt.used (
    slot integer not null,
    digest bytea not null,
    primary key (slot, digest)
) partition by range (slot);
create table if not exists ptkt.replay_group (
    one boolean primary key default true check (one),
    version integer not null,
    incarnation text not null,
    key_check text not null,
    begins integer not null
);

-- Makes the partitions of the next hour and drops what is over for half an hour.
create or replace function ptkt.keep(out first integer, out past integer)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    this integer := floor(extract(epoch from clock_timestamp()) / 600);
    old record;
begin
    select greatest(g.begins, this - 3), this + 7 into first, past from ptkt.replay_group g;
    if not pg_try_advisory_xact_lock(7106, 16) then return; end if;
    for number in first .. past - 1 loop
        if to_regclass('ptkt.used_' || number) is null then
            execute format('create table ptkt.used_%s partition of ptkt.used '
                           'for values from (%s) to (%s)', number, number, number + 1);
        end if;
    end loop;
    for old in
        select c.oid::regclass::text as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
        where i.inhparent = 'ptkt.used'::regclass
              and substring(c.relname from 'used_(\d+)$')::integer < first
        order by 1
    loop
        update ptkt.replay_group set begins = greatest(begins, first);
        execute 'drop table ' || old.name;
    end loop;
end $$;

-- What an acceptance rests on. `flushed` is how far the best synchronous standby has the log on its
-- disk; whoever may read that owns this function.
create or replace function ptkt.state(
    out epoch text, out in_recovery boolean, out standby_names text, out commits text,
    out log_end bigint, out flushed bigint)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    in_recovery := pg_is_in_recovery();
    standby_names := current_setting('synchronous_standby_names');
    commits := current_setting('synchronous_commit');
    if in_recovery then return; end if;
    log_end := pg_current_wal_flush_lsn() - '0/0';
    select (pg_control_system()).system_identifier || '/' ||
           substring(pg_walfile_name(pg_current_wal_lsn()) for 8) || '/' || g.incarnation
      into epoch from ptkt.replay_group g;
    select max(s.flush_lsn - '0/0') into flushed from pg_stat_get_wal_senders() s
     where s.sync_state in ('sync', 'quorum');
end $$;
revoke all on function ptkt.keep() from public;
revoke all on function ptkt.state() from public;
)sql";

inline constexpr const char* kMakeGroup =
    "insert into ptkt.replay_group (version, incarnation, key_check, begins) "
    "values (1, md5(random()::text || clock_timestamp()::text), $1, "
    "floor(extract(epoch from clock_timestamp()) / 600) - 3) on conflict do nothing";

inline constexpr const char* kGroup = "select version, key_check from ptkt.replay_group";

/// Sorted, so that two receivers never wait for each other.
inline constexpr const char* kInsert =
    "insert into ptkt.used (slot, digest) "
    "select a.slot, a.digest from unnest($1::integer[], $2::bytea[]) as a (slot, digest) "
    "order by a.slot, a.digest on conflict do nothing "
    "returning slot::text || ' ' || encode(digest, 'hex')";

inline constexpr const char* kState =
    "select epoch, in_recovery, standby_names, commits, log_end, flushed from ptkt.state()";

inline constexpr const char* kKeep = "select first, past from ptkt.keep()";

}  // namespace ptkt::replay_postgresql

#endif
