#include "tools/replay-postgresql/verbs.hpp"

#include <cstdlib>

#include "tools/replay-postgresql/engine.hpp"
#include "tools/replay-postgresql/schema.hpp"

namespace ptkt::replay_postgresql {

namespace {

/// For work that an administrator waits for.
constexpr std::chrono::seconds kLonger{30};

constexpr std::string_view kOtherGroup =
    "the table of used tickets belongs to receivers with another group key";

constexpr const char* kSlots =
    "select count(*), coalesce(min(c.relname), ''), coalesce(max(c.relname), '') "
    "from pg_inherits i join pg_class c on c.oid = i.inhrelid "
    "where i.inhparent = 'ptkt.used'::regclass";
constexpr const char* kRows =
    "select count(*), count(*) filter (where slot = floor(extract(epoch from now()) / 600) - 1) "
    "from ptkt.used";
constexpr const char* kSettings =
    "select current_setting('fsync'), current_setting('full_page_writes'), "
    "extract(epoch from clock_timestamp())::bigint, "
    "(select count(*) from pg_stat_replication), "
    "(select pg_has_role(p.proowner, 'pg_read_all_stats', 'usage') from pg_proc p "
    " where p.oid = 'ptkt.state'::regproc), "
    "(select p.proowner::regrole::text from pg_proc p where p.oid = 'ptkt.state'::regproc)";

std::string finding(std::string_view level, std::string_view what, std::string_view hint) {
    return fmt::format("finding\t{}\t{}\t{}\n", level, what, hint);
}

/// A server as it is, good or bad, and its table.
struct Found {
    Connection connection;
    State state;
};

base::Result<Found> look_at(const std::string& url, const std::string& key_check,
                            TimePoint deadline) {
    auto connection = open_first<Connection>(url, deadline, &Connection::open);
    if (!connection) return std::move(connection).error();
    auto group = connection->ask({kGroup, {}}, deadline);
    if (!group)
        return base::with_hint(std::move(group).error(), "racf-admin replay init makes the table");
    if (group->count() != 1 || group->text(0, 1) != key_check)
        return base::fail(base::ErrorKind::Config, "{}", kOtherGroup);
    auto state = connection->ask({kState, {}}, deadline);
    if (!state) return std::move(state).error();
    return Found{std::move(*connection), State::of(*state)};
}

std::string standby_finding(const State& state, const Answer& settings) {
    if (state.standby_is_known || state.standby_names.empty()) return "";
    if (settings.text(0, 4) != "t")
        return finding(
            "error",
            fmt::format("{}, who owns ptkt.state(), may not see the standbys", settings.text(0, 5)),
            fmt::format("GRANT pg_read_all_stats TO {}", settings.text(0, 5)));
    return finding("error", "no synchronous standby is connected: nothing is accepted",
                   "start a standby whose application_name is in synchronous_standby_names");
}

std::string clock_finding(const Answer& settings) {
    constexpr std::int64_t kMost = 60;
    const std::int64_t its = std::atoll(settings.text(0, 2).c_str());
    const std::int64_t ours = std::chrono::duration_cast<std::chrono::seconds>(
                                  std::chrono::system_clock::now().time_since_epoch())
                                  .count();
    if (std::abs(its - ours) <= kMost) return "";
    return finding("warning", fmt::format("the server's clock differs by {} s", its - ours),
                   "synchronise the clocks: partitions are made and dropped by the server's");
}

std::string settings_findings(const State& state, const Answer& settings) {
    std::string all;
    if (const auto fault = state.fault(); !fault.empty())
        all += finding("error", fault,
                       state.in_recovery
                           ? "name the primary, or all servers: postgresql://one,two/DATABASE"
                           : "set synchronous_standby_names = 'ANY 1 (one, two)' on every server");
    all += standby_finding(state, settings);
    if (settings.text(0, 0) != "on" || settings.text(0, 1) != "on")
        all += finding("error", "fsync or full_page_writes is off: a commit is not on a disk",
                       "switch both on");
    if (settings.text(0, 3) == "1")
        all += finding("warning", "there is one standby: while it is away, nothing is accepted",
                       "add another, with synchronous_standby_names = 'ANY 1 (one, two)'");
    all += clock_finding(settings);
    all += finding("note",
                   "what a cluster manager does when the last standby is lost cannot be seen here",
                   "only synchronous standbys may be promoted, and synchronous_standby_names must "
                   "not be emptied: Patroni synchronous_mode_strict: true; pg_auto_failover "
                   "number_sync_standbys 1 or more");
    return all;
}

}  // namespace

base::Result<std::string> init(const std::string& url, const std::string& key_check) {
    const TimePoint deadline = Clock::now() + kLonger;
    auto connection = open_first<Connection>(url, deadline, &Connection::open);
    if (!connection) return std::move(connection).error();
    if (auto made = connection->run_script(kSchema, deadline); !made)
        return std::move(made).error();
    if (auto made = connection->ask({kMakeGroup, {key_check}}, deadline); !made)
        return std::move(made).error();
    auto group = connection->ask({kGroup, {}}, deadline);
    if (!group) return std::move(group).error();
    if (group->text(0, 1) != key_check)
        return base::fail(base::ErrorKind::Config, "{}", kOtherGroup);
    if (auto kept = connection->ask({kKeep, {}}, deadline); !kept) return std::move(kept).error();
    if (auto warning = connection->take_warning())
        return base::fail(base::ErrorKind::Config, "{}", *warning);
    return std::string("table\tready\n");
}

base::Result<std::string> status(const std::string& url, const std::string& key_check) {
    const TimePoint deadline = Clock::now() + kLonger;
    auto found = look_at(url, key_check, deadline);
    if (!found) return std::move(found).error();
    auto slots = found->connection.ask({kSlots, {}}, deadline);
    if (!slots) return std::move(slots).error();
    auto rows = found->connection.ask({kRows, {}}, deadline);
    if (!rows) return std::move(rows).error();
    const State& state = found->state;
    constexpr double kSlotSeconds = 600;
    const auto fault = state.fault();
    return fmt::format(
        "protects\t{}\nepoch\t{}\nposition\t{}\nstandby lag\t{}\npartitions\t{}\nrecords\t{}\n"
        "rate\t{:.1f} a second in the last slot\n",
        fault.empty() ? "yes" : "no: " + fault, state.epoch, state.log_end,
        state.standby_is_known
            ? fmt::format("{} bytes", std::max<std::int64_t>(state.log_end - state.flushed, 0))
            : "no synchronous standby",
        slots->text(0, 0), rows->text(0, 0), std::atof(rows->text(0, 1).c_str()) / kSlotSeconds);
}

base::Result<std::string> check(const std::string& url, const std::string& key_check) {
    const TimePoint deadline = Clock::now() + kLonger;
    auto found = look_at(url, key_check, deadline);
    if (!found) return std::move(found).error();
    auto settings = found->connection.ask({kSettings, {}}, deadline);
    if (!settings) return std::move(settings).error();
    return settings_findings(found->state, *settings);
}

}  // namespace ptkt::replay_postgresql
