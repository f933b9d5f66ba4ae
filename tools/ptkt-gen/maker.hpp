#ifndef PTKT_TOOLS_PTKT_GEN_MAKER_HPP
#define PTKT_TOOLS_PTKT_GEN_MAKER_HPP

#include <memory>
#include <optional>

#include "common/base/result.hpp"
#include "common/cli/io.hpp"
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
    explicit Maker(authorization::TicketKey key) : Maker(nullptr, std::move(key)) {}

    [[nodiscard]] base::Result<Maker> another() const;

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
    Maker(std::unique_ptr<const store::Store> store, std::optional<authorization::TicketKey> key);

    std::unique_ptr<const store::Store> store_;
    std::optional<authorization::TicketKey> key_;
    std::optional<authorization::TicketGenerator> generator_;
};

}  // namespace ptkt::gen

#endif
