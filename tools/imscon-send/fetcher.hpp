#ifndef PTKT_TOOLS_IMSCON_SEND_FETCHER_HPP
#define PTKT_TOOLS_IMSCON_SEND_FETCHER_HPP

#include "common/cli/exit_status.hpp"
#include "common/cli/signals.hpp"
#include "tools/imscon-send/backoff.hpp"
#include "tools/imscon-send/hang_up.hpp"
#include "tools/imscon-send/results.hpp"
#include "tools/imscon-send/send_socket.hpp"

namespace ptkt::imscon_send {

/// Fetches output by RESUME TPIPE. Each one is written out, and acknowledged only then: what is not
/// acknowledged stays with IMS, so a run that is cut off loses nothing.
class Fetcher {
  public:
    Fetcher(cli::Io& io, const Options& options, const ims_config::RmtImsCon& connection,
            Tickets& tickets, base::Seconds ack_limit, const net::Wrap& wrap, HangUp& hang_up);

    /// Until there is no more, as many have come as are wanted, or SIGINT or SIGTERM comes.
    [[nodiscard]] cli::ExitStatus run();

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
    /// Waits until the socket, if it is one, has something, or the moment has come. False: a signal
    /// says that the run is over.
    [[nodiscard]] bool wait(std::optional<net::Awaited> socket, TimePoint until);
    [[nodiscard]] bool wait_for_ticket(bool is_needed);
    [[nodiscard]] TimePoint deadline() const;

    cli::Io& io_;
    const Options& options_;
    Tickets& tickets_;
    base::Seconds ack_limit_;
    HangUp& hang_up_;
    SendSocket socket_;
    Results results_;
    std::optional<cli::Signals> signals_;
    std::optional<ims_protocol::ClientDialogue> dialogue_;
    Backoff backoff_;
    std::int64_t retries_left_;
    std::int64_t fetched_ = 0;
    bool stopped_ = false;
    base::Status done_;  ///< what keeps the run from going on
    std::optional<base::Error> why_lost_;
};

}  // namespace ptkt::imscon_send

#endif
