#include "tools/replay-postgresql/connection.hpp"

#include <poll.h>

#include <algorithm>
#include <cerrno>
#include <string_view>

namespace ptkt::replay_postgresql {

namespace {

/// One line, without the line break that libpq ends its messages with.
std::string one_line(std::string_view text) {
    while (!text.empty() && text.back() == '\n')
        text.remove_suffix(1);
    std::string line(text);
    for (char& c : line)
        if (c == '\n' || c == '\t') c = ' ';
    return line;
}

/// Everything that is not mere information.
void on_notice(void* where, const PGresult* notice) {
    const char* const severity = PQresultErrorField(notice, PG_DIAG_SEVERITY_NONLOCALIZED);
    const std::string_view its = severity == nullptr ? "" : severity;
    if (its == "NOTICE" || its == "INFO" || its == "LOG" || its.starts_with("DEBUG")) return;
    *static_cast<std::optional<std::string>*>(where) = one_line(PQresultErrorMessage(notice));
}

int left_until(TimePoint deadline) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
    return static_cast<int>(std::max<std::int64_t>(left, 0));
}

base::Error too_slow() {
    return base::fail(base::ErrorKind::Unavailable, "the server did not answer in time");
}

using UrlOptions = std::vector<std::pair<std::string, std::string>>;

/// What a URL says, and nothing of what libpq would add to it.
base::Result<UrlOptions> options_of(const std::string& url) {
    char* why = nullptr;
    const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> parsed(
        PQconninfoParse(url.c_str(), &why), &PQconninfoFree);
    const std::unique_ptr<char, decltype(&PQfreemem)> its(why, &PQfreemem);
    if (parsed == nullptr)
        return base::fail(base::ErrorKind::Config, "{}",
                          why == nullptr ? "the URL cannot be read" : one_line(why));
    UrlOptions options;
    for (const PQconninfoOption* one = parsed.get(); one->keyword != nullptr; ++one)
        if (one->val != nullptr) options.emplace_back(one->keyword, one->val);
    return options;
}

/// The hosts, their addresses and their ports are lists with commas.
bool is_list(std::string_view keyword) {
    return keyword == "host" || keyword == "hostaddr" || keyword == "port";
}

std::vector<std::string> items_of(std::string_view list) {
    std::vector<std::string> items;
    for (std::size_t begin = 0; begin <= list.size();) {
        const auto end = std::min(list.find(',', begin), list.size());
        items.emplace_back(list.substr(begin, end - begin));
        begin = end + 1;
    }
    return items;
}

}  // namespace

base::Result<std::vector<Target>> targets_of(const std::string& url) {
    auto options = options_of(url);
    if (!options) return std::move(options).error();
    std::size_t count = 1;
    for (const auto& [keyword, value] : *options)
        if (is_list(keyword)) count = std::max(count, items_of(value).size());
    const bool fits = std::ranges::all_of(*options, [count](const auto& one) {
        const auto size = is_list(one.first) ? items_of(one.second).size() : count;
        return size == count || (one.first == "port" && size == 1);
    });
    // libpq says what is wrong with them.
    if (!fits || count == 1) return std::vector{Target{"the server", *std::move(options)}};
    std::vector<Target> targets(count);
    for (const auto& [keyword, value] : *options) {
        const auto items = is_list(keyword) ? items_of(value) : std::vector{value};
        for (std::size_t i = 0; i < count; ++i) {
            const std::string& item = items.size() == 1 ? items.front() : items[i];
            if (is_list(keyword) && item.empty()) continue;  // as libpq has it by default
            targets[i].options.emplace_back(keyword, item);
            if (keyword == "host" || (keyword == "hostaddr" && targets[i].name.empty()))
                targets[i].name = item;
        }
    }
    for (Target& one : targets)
        if (one.name.empty()) one.name = "the server by default";
    return targets;
}

Connection::Connection(PGconn* connection)
    : connection_(connection), warning_(std::make_unique<std::optional<std::string>>()) {
    PQsetNoticeReceiver(connection, &on_notice, warning_.get());
}

base::Error Connection::broken() const {
    return base::fail(base::ErrorKind::Unavailable, "{}",
                      one_line(PQerrorMessage(connection_.get())));
}

base::Status Connection::wait(bool for_output, TimePoint deadline) {
    pollfd one{socket(), static_cast<short>(POLLIN | (for_output ? POLLOUT : 0)), 0};
    for (;;) {
        const int ready = ::poll(&one, 1, left_until(deadline));
        if (ready > 0) return {};
        if (ready == 0) return too_slow();
        if (errno != EINTR) return base::fail(base::ErrorKind::Io, "cannot wait for a socket");
    }
}

base::Result<Connection> Connection::open(const Target& target, TimePoint deadline) {
    // What the URL says comes later, and counts.
    std::vector<const char*> names{"target_session_attrs", "fallback_application_name",
                                   "keepalives_idle", "tcp_user_timeout"};
    std::vector<const char*> values{"primary", "ptkt-replay", "10", "10000"};
    for (const auto& [keyword, value] : target.options) {
        names.push_back(keyword.c_str());
        values.push_back(value.c_str());
    }
    names.push_back(nullptr);
    values.push_back(nullptr);
    Connection made(PQconnectStartParams(names.data(), values.data(), 0));
    PGconn* const connection = made.connection_.get();
    if (connection == nullptr || PQstatus(connection) == CONNECTION_BAD) return made.broken();
    for (PostgresPollingStatusType state = PGRES_POLLING_WRITING; state != PGRES_POLLING_OK;
         state = PQconnectPoll(connection)) {
        if (state == PGRES_POLLING_FAILED) return made.broken();
        pollfd one{made.socket(),
                   static_cast<short>(state == PGRES_POLLING_READING ? POLLIN : POLLOUT), 0};
        const int ready = ::poll(&one, 1, left_until(deadline));
        if (ready == 0) return too_slow();
        if (ready < 0 && errno != EINTR)
            return base::fail(base::ErrorKind::Io, "cannot wait for a socket");
    }
    if (PQsetnonblocking(connection, 1) != 0) return made.broken();
    // A role or a database may have settings of its own. Warnings must come through.
    constexpr const char* kSettings =
        "set client_min_messages = warning; set synchronous_commit = on; set statement_timeout = "
        "0; "
        "set lock_timeout = '1s'; set default_transaction_isolation = 'read committed'; "
        "set default_transaction_read_only = off; set search_path = pg_catalog";
    if (auto done = made.run_script(kSettings, deadline); !done) return std::move(done).error();
    if (PQenterPipelineMode(connection) == 0) return made.broken();
    return made;
}

base::Status Connection::flush(TimePoint deadline) {
    for (;;) {
        const int left = PQflush(connection_.get());
        if (left == 0) return {};
        if (left < 0) return broken();
        if (auto ready = wait(true, deadline); !ready) return ready;
        if (PQconsumeInput(connection_.get()) == 0) return broken();
    }
}

base::Result<ResultPtr> Connection::next(TimePoint deadline) {
    while (PQisBusy(connection_.get()) != 0) {
        if (auto ready = wait(false, deadline); !ready) return std::move(ready).error();
        if (PQconsumeInput(connection_.get()) == 0) return broken();
    }
    return ResultPtr(PQgetResult(connection_.get()));
}

bool Connection::send(const Query& query) {
    std::vector<const char*> values;
    for (const std::string& one : query.parameters)
        values.push_back(one.c_str());
    const int count = static_cast<int>(values.size());
    PGconn* const to = connection_.get();
    const int sent =
        query.prepared
            ? PQsendQueryPrepared(to, query.text, count, values.data(), nullptr, nullptr, 0)
            : PQsendQueryParams(to, query.text, count, nullptr, values.data(), nullptr, nullptr, 0);
    return sent == 1 && PQpipelineSync(to) == 1;
}

/// Up to the point of synchronisation after the statement, where the server has committed it.
base::Result<Answer> Connection::collect(TimePoint deadline) {
    Answer answer;
    for (;;) {
        auto result = next(deadline);
        if (!result) return std::move(result).error();
        const PGresult* const its = result->get();
        if (its == nullptr) {
            if (PQstatus(connection_.get()) == CONNECTION_BAD) return broken();
            continue;  // the end of what one statement gave
        }
        switch (PQresultStatus(its)) {
            case PGRES_PIPELINE_SYNC:
                return answer;
            case PGRES_TUPLES_OK:
            case PGRES_COMMAND_OK:
                answer.rows = std::move(*result);
                break;
            default: {
                if (PQstatus(connection_.get()) == CONNECTION_BAD) return broken();
                const char* const code = PQresultErrorField(its, PG_DIAG_SQLSTATE);
                if (!answer.code.empty()) break;
                answer.code = code == nullptr ? "?" : code;
                answer.error = one_line(PQresultErrorMessage(its));
            }
        }
    }
}

base::Result<std::vector<Answer>> Connection::exchange(std::span<const Query> queries,
                                                       TimePoint deadline) {
    for (const Query& query : queries)
        if (!send(query)) return broken();
    if (auto flushed = flush(deadline); !flushed) return std::move(flushed).error();
    std::vector<Answer> answers;
    for (std::size_t i = 0; i < queries.size(); ++i) {
        auto answer = collect(deadline);
        if (!answer) return std::move(answer).error();
        answers.push_back(std::move(*answer));
    }
    return answers;
}

base::Result<Answer> Connection::ask(Query query, TimePoint deadline) {
    auto answers = exchange({&query, 1}, deadline);
    if (!answers) return std::move(answers).error();
    Answer& only = answers->front();
    if (!only.ok()) return base::fail(base::ErrorKind::Config, "{}", only.error);
    return std::move(only);
}

base::Status Connection::prepare(const char* name, const char* text, TimePoint deadline) {
    PGconn* const to = connection_.get();
    if (PQsendPrepare(to, name, text, 0, nullptr) != 1 || PQpipelineSync(to) != 1) return broken();
    if (auto flushed = flush(deadline); !flushed) return flushed;
    const auto answer = collect(deadline);
    if (!answer) return answer.error();
    if (!answer->code.empty()) return base::fail(base::ErrorKind::Config, "{}", answer->error);
    return {};
}

base::Status Connection::run_script(const char* text, TimePoint deadline) {
    PGconn* const to = connection_.get();
    const bool is_pipeline = PQpipelineStatus(to) != PQ_PIPELINE_OFF;
    if (is_pipeline && PQexitPipelineMode(to) == 0) return broken();
    if (PQsendQuery(to, text) != 1) return broken();
    if (auto flushed = flush(deadline); !flushed) return flushed;
    base::Status status;
    for (;;) {
        const auto result = next(deadline);
        if (!result) return result.error();
        if (*result == nullptr) break;
        if (PQresultStatus(result->get()) == PGRES_FATAL_ERROR && status.ok())
            status = base::fail(base::ErrorKind::Config, "{}",
                                one_line(PQresultErrorMessage(result->get())));
    }
    if (PQstatus(to) == CONNECTION_BAD) return broken();
    if (is_pipeline && PQenterPipelineMode(to) == 0) return broken();
    return status;
}

bool Connection::listen() {
    return PQconsumeInput(connection_.get()) == 1 && PQstatus(connection_.get()) == CONNECTION_OK;
}

}  // namespace ptkt::replay_postgresql
