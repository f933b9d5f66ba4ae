#ifndef PTKT_TOOLS_IMSCON_RECV_TICKET_JUDGE_HPP
#define PTKT_TOOLS_IMSCON_RECV_TICKET_JUDGE_HPP

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "common/cli/io.hpp"
#include "common/cli/options/options.hpp"
#include "common/formats/json/json.hpp"
#include "common/ims/capture/record.hpp"
#include "common/racf/diagnosis/finding.hpp"
#include "common/racf/model/names.hpp"
#include "common/racf/store/store.hpp"

namespace ptkt::imscon_recv {

/// What a store says of a ticket that was captured.
struct Verdict {
    /// Nothing where it could not be evaluated: `why_not` says why.
    std::optional<diagnosis::Explanation> explanation;
    std::string why_not;
    /// It holds: that it was used before was by this very sign-on.
    bool was_used_by_this = false;

    [[nodiscard]] bool holds() const {
        return was_used_by_this || (explanation && explanation->decision.accepted());
    }
};

/// Lines for people below that of the message; the last has its end.
[[nodiscard]] std::string text_of(const Verdict& verdict);
/// The member `verdict` of a message's object.
[[nodiscard]] json::Json json_of(const Verdict& verdict);

/// Evaluates captured tickets for the moment of their capture. Nothing is used up or recorded.
class TicketJudge {
  public:
    struct Settings {
        std::optional<racf::ApplName> appl;  ///< of messages that name none
        std::optional<base::Instant> at;     ///< the moment, where the file has no times
        bool shows_secrets = false;
    };

    [[nodiscard]] static base::Result<TicketJudge> open(cli::Io& io,
                                                        const cli::CommonOptions& options,
                                                        Settings settings);

    /// Nothing for a record without a ticket; an Error when the store cannot be read.
    [[nodiscard]] base::Result<std::optional<Verdict>> judge(const ims_capture::Record& record);

  private:
    TicketJudge(std::unique_ptr<store::Store> store, replay::ReplayCache replay, Settings settings,
                base::Instant now)
        : store_(std::move(store)),
          replay_(std::move(replay)),
          settings_(std::move(settings)),
          now_(now) {}

    std::unique_ptr<store::Store> store_;
    replay::ReplayCache replay_;
    Settings settings_;
    base::Instant now_;
};

}  // namespace ptkt::imscon_recv

#endif
