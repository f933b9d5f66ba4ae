#ifndef PTKT_TOOLS_PTKT_GEN_MAKER_HPP
#define PTKT_TOOLS_PTKT_GEN_MAKER_HPP

#include <memory>
#include <optional>

#include "common/base/result.hpp"
#include "common/cli/io.hpp"
#include "common/racf/authorization/decision.hpp"
#include "common/racf/authorization/ticket_generator.hpp"
#include "common/racf/passticket/names.hpp"
#include "common/racf/store/store.hpp"
#include "tools/ptkt-gen/options.hpp"

namespace ptkt::gen {

/// Where tickets come from: one key that was given, or the profiles of the store. Not to be shared
/// between threads: each takes `another`, which shares the key and opens the store for itself.
class Maker {
  public:
    [[nodiscard]] static base::Result<Maker> open(cli::Io& io, const Options& options);
    /// Tickets of one key.
    explicit Maker(authorization::TicketKey key) : Maker(nullptr, std::move(key), std::nullopt) {}

    [[nodiscard]] base::Result<Maker> another() const;

    /// What R_ticketserv answered when the last ticket was not made; with a caller only.
    [[nodiscard]] const std::optional<authorization::SafCodes>& codes() const { return codes_; }

    /// To be called now and then by a program that makes tickets for long.
    void keep_up(base::Instant now) {
        if (generator_) generator_->keep_up(now);
    }
    /// A ticket of the moment `when`, made `now`, and on record if the store wants that.
    [[nodiscard]] base::Result<authorization::Generated> make(const passticket::Subject& subject,
                                                              std::optional<passticket::Kind> kind,
                                                              base::Instant when,
                                                              base::Instant now);

  private:
    Maker(std::unique_ptr<const store::Store> store, std::optional<authorization::TicketKey> key,
          std::optional<racf::UserId> caller);

    [[nodiscard]] base::Result<authorization::Generated> make_by_store(
        const passticket::Subject& subject, std::optional<passticket::Kind> kind,
        base::Instant when, base::Instant now);
    /// Whether the caller may, when there is one.
    [[nodiscard]] base::Status check_authority(const passticket::Subject& subject,
                                               base::Instant now);
    /// An error with what R_ticketserv says.
    [[nodiscard]] base::Error refused(base::Error error, authorization::SafCodes codes);

    std::unique_ptr<const store::Store> store_;
    std::optional<authorization::TicketKey> key_;
    std::optional<authorization::TicketGenerator> generator_;
    std::optional<racf::UserId> caller_;
    std::optional<authorization::SafCodes> codes_;
};

}  // namespace ptkt::gen

#endif
