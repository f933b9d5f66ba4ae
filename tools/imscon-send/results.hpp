#ifndef PTKT_TOOLS_IMSCON_SEND_RESULTS_HPP
#define PTKT_TOOLS_IMSCON_SEND_RESULTS_HPP

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "common/cli/exit_status.hpp"
#include "common/cli/io.hpp"
#include "common/formats/json/json.hpp"
#include "common/ims/wire/response.hpp"
#include "tools/imscon-send/options.hpp"
#include "tools/imscon-send/unsent.hpp"

namespace ptkt::imscon_send {

/// What became of a message; `Sent` where nothing answers it. `Reply` comes beside the others: what
/// the other side's transaction has answered. `Output` is what was fetched, or came unasked.
enum class Word { Ack, Nak, Unsent, Sent, Reply, Output };

struct MessageResult {
    Word word = Word::Unsent;
    std::string detail;
    std::string client_id;
    std::optional<ims_wire::Rsm> rsm;
    ims_wire::Segments reply;
    ims_wire::Code reply_code = ims_wire::Code::Ebcdic;
    bool again = false;  ///< an earlier run has sent it too and had no answer
    std::optional<std::string> mod_name;
    std::optional<ims_wire::Csm> csm;
};

/// What an answer carries: its segments with their code, its MOD name, its status.
[[nodiscard]] MessageResult result_of(Word word, const ims_wire::Response& response,
                                      std::string client_id);

/// The fields of a result's object.
inline constexpr std::string_view kResultFields =
    "n result detail client_id rc rsn racf_rc again data segments mod flags level";

/// Tells results, keeps what was not acknowledged, and knows how the run ends.
class Results {
  public:
    Results(cli::Io& io, const Options& options)
        : io_(io), options_(options), unsent_(options.unsent) {}

    /// Removes what an earlier run kept.
    [[nodiscard]] base::Status begin() const { return unsent_.begin(); }
    /// A line or an object for the message with this number; `original` is kept unless it was
    /// acknowledged. It is out after the next `flush`, or sooner. That it cannot be written out is
    /// no failure here: messages are kept all the same.
    [[nodiscard]] base::Status tell(std::int64_t number, const std::string& original,
                                    const MessageResult& result);
    [[nodiscard]] base::Status flush();
    /// Results can no longer be written: nobody reads them any more, or the disk is full.
    [[nodiscard]] bool are_lost() const { return io_.out.failure().has_value(); }
    /// Since when there are results that were told and not flushed, if there are.
    [[nodiscard]] std::optional<std::chrono::steady_clock::time_point> unflushed_since() const {
        return unflushed_since_;
    }
    /// The run ends with the worst that it met.
    void met(cli::ExitStatus status);
    /// What the program ends with; says what kept the run from going on, or from keeping messages.
    [[nodiscard]] cli::ExitStatus end(const base::Status& done);

  private:
    [[nodiscard]] json::Json json(std::int64_t number, const MessageResult& result) const;

    cli::Io& io_;
    const Options& options_;
    Unsent unsent_;
    std::optional<std::chrono::steady_clock::time_point> unflushed_since_;
    cli::ExitStatus status_ = cli::ExitStatus::Done;
};

}  // namespace ptkt::imscon_send

#endif
