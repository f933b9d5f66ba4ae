#ifndef PTKT_TOOLS_REPLAY_POSTGRESQL_CONNECTION_HPP
#define PTKT_TOOLS_REPLAY_POSTGRESQL_CONNECTION_HPP

#include <libpq-fe.h>

#include <chrono>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "common/base/result.hpp"

namespace ptkt::replay_postgresql {

using Clock = std::chrono::steady_clock;
using TimePoint = Clock::time_point;

/// How long a server may take for anything. The limit is ours: the socket is closed and nothing is
/// cancelled, since a cancelled wait for the standby looks like success.
inline constexpr std::chrono::milliseconds kTimeLimit{3'000};

struct ResultDeleter {
    void operator()(PGresult* result) const { PQclear(result); }
};
using ResultPtr = std::unique_ptr<PGresult, ResultDeleter>;

/// One statement of several that are sent together; each is a transaction of its own.
struct Query {
    const char* text;  ///< or, with `prepared`, its name
    std::vector<std::string> parameters;
    bool prepared = false;
};

/// What came of one: rows, or the code and the text of the error.
struct Answer {
    ResultPtr rows;
    std::string code;
    std::string error;

    [[nodiscard]] bool ok() const { return code.empty() && rows != nullptr; }
    [[nodiscard]] int count() const { return PQntuples(rows.get()); }
    [[nodiscard]] std::string text(int row, int column) const {
        return PQgetvalue(rows.get(), row, column);
    }
    [[nodiscard]] bool is_null(int row, int column) const {
        return PQgetisnull(rows.get(), row, column) != 0;
    }
};

/// One of the servers of a URL: what libpq is told of it.
struct Target {
    std::string name;  ///< for people
    std::vector<std::pair<std::string, std::string>> options;
};

/// The servers that a URL names, in its order.
[[nodiscard]] base::Result<std::vector<Target>> targets_of(const std::string& url);

/// A connection to a server, each step with a time limit of ours.
class Connection {
  public:
    /// An error as well when it is not the primary.
    [[nodiscard]] static base::Result<Connection> open(const Target& target, TimePoint deadline);

    /// Sends all and waits for the whole of every answer: what was committed is known only when the
    /// server is ready again, not when the rows have come. An error: the connection is of no use.
    [[nodiscard]] base::Result<std::vector<Answer>> exchange(std::span<const Query> queries,
                                                             TimePoint deadline);
    /// The same for one, whose failure is an error as well.
    [[nodiscard]] base::Result<Answer> ask(Query query, TimePoint deadline);
    /// Several statements in one transaction.
    [[nodiscard]] base::Status run_script(const char* text, TimePoint deadline);
    [[nodiscard]] base::Status prepare(const char* name, const char* text, TimePoint deadline);

    /// The warning that came since this was asked last.
    [[nodiscard]] std::optional<std::string> take_warning() {
        return std::exchange(*warning_, std::nullopt);
    }
    [[nodiscard]] int socket() const { return PQsocket(connection_.get()); }
    /// Reads what came unasked; false: the connection has ended.
    [[nodiscard]] bool listen();

  private:
    struct Deleter {
        void operator()(PGconn* connection) const { PQfinish(connection); }
    };
    explicit Connection(PGconn* connection);
    [[nodiscard]] base::Status wait(bool for_output, TimePoint deadline);
    [[nodiscard]] base::Status flush(TimePoint deadline);
    [[nodiscard]] base::Result<ResultPtr> next(TimePoint deadline);
    [[nodiscard]] base::Result<Answer> collect(TimePoint deadline);
    [[nodiscard]] base::Error broken() const;
    [[nodiscard]] bool send(const Query& query);

    std::unique_ptr<PGconn, Deleter> connection_;
    /// At an address that does not change: libpq writes there.
    std::unique_ptr<std::optional<std::string>> warning_;
};

/// What `open(target, deadline)` gives for the first server of a URL with which it succeeds. Each
/// has its share of the time: libpq would spend all of it on one that is silent, and would stay
/// with a primary that does not protect any more.
template <typename Opened, typename Open>
[[nodiscard]] base::Result<Opened> open_first(const std::string& url, TimePoint deadline,
                                              const Open& open) {
    auto targets = targets_of(url);
    if (!targets) return std::move(targets).error();
    std::optional<base::Error> failed;
    for (std::size_t i = 0; i < targets->size(); ++i) {
        const auto left = static_cast<Clock::rep>(targets->size() - i);
        base::Result<Opened> opened =
            open((*targets)[i], Clock::now() + (deadline - Clock::now()) / left);
        if (opened || targets->size() == 1) return opened;
        auto why = std::move(opened).error();
        why.what = (*targets)[i].name + ": " + why.what;
        if (failed) why.what = failed->what + "; " + why.what;
        failed = std::move(why);
    }
    return *std::move(failed);
}

}  // namespace ptkt::replay_postgresql

#endif
