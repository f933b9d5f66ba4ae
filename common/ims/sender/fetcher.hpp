#ifndef PTKT_IMS_SENDER_FETCHER_HPP
#define PTKT_IMS_SENDER_FETCHER_HPP

#include "common/ims/sender/backoff.hpp"
#include "common/ims/sender/results.hpp"
#include "common/ims/sender/send_socket.hpp"
#include "common/net/loop.hpp"

namespace ptkt::ims_sender {

/// Fetches output by RESUME TPIPE. Each one is written out, and acknowledged only then: what is not
/// acknowledged stays with IMS, so a run that is cut off loses nothing.
class Fetcher {
  public:
    Fetcher(Host& host, const Settings& settings, const ims_config::RmtImsCon& connection,
            Tickets& tickets, base::Seconds ack_limit, const net::Wrap& wrap, net::Loop& loop);

    /// Until there is no more, as many have come as are wanted, or it is stopped.
    [[nodiscard]] base::Result<Verdict> run();
    /// Ends the run at its next step; for a signal.
    void stop() { stopped_ = true; }

  private:
    using TimePoint = net::TimePoint;
    using Answer = std::optional<ims_wire::Response>;

    /// How a connection came to its end.
    enum class End {
        Over,  ///< and with it the run
        Lost,  ///< `why_lost_`
    };

    [[nodiscard]] End fetch();
    [[nodiscard]] base::Status ask();
    [[nodiscard]] base::Result<Answer> next_answer();
    [[nodiscard]] std::optional<End> take(const ims_wire::Response& response);
    [[nodiscard]] bool write_out(const ims_wire::Response& response);
    [[nodiscard]] base::Status answer(const ims_protocol::ClientAnswer& answer);
    [[nodiscard]] End end(ims_protocol::Ending ending, const ims_wire::Response& response);
    [[nodiscard]] End lost(base::Error error);
    [[nodiscard]] bool tries_again();
    /// Waits until the socket, if it is one, has something, or the moment has come. False: the run
    /// is over.
    [[nodiscard]] bool wait(std::optional<net::Awaited> socket, TimePoint until);
    [[nodiscard]] bool wait_for_ticket(bool is_needed);
    [[nodiscard]] TimePoint deadline() const;

    Host& host_;
    const Settings& settings_;
    Tickets& tickets_;
    base::Seconds ack_limit_;
    net::Loop& loop_;
    SendSocket socket_;
    Results results_;
    std::optional<ims_protocol::ClientDialogue> dialogue_;
    Backoff backoff_;
    Tries tries_;
    std::int64_t fetched_ = 0;
    bool stopped_ = false;
    base::Status done_;  ///< what keeps the run from going on
    std::optional<base::Error> why_lost_;
};

}  // namespace ptkt::ims_sender

#endif
