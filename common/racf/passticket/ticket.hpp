#ifndef PTKT_RACF_PASSTICKET_TICKET_HPP
#define PTKT_RACF_PASSTICKET_TICKET_HPP

#include <array>
#include <string_view>

#include "common/base/bytes.hpp"
#include "common/base/secret.hpp"

namespace ptkt::passticket {

/// The three kinds of PassTicket: the DES one, and the two alphabets of the HMAC-SHA-512 one.
enum class Kind { Legacy, Upper, Mixed };

/// `legacy`, `upper`, `mixed`.
[[nodiscard]] std::string_view to_string(Kind kind);

/// Eight characters that were generated. Until it is used up it opens a door, so it wipes itself.
class Ticket {
  public:
    static constexpr std::size_t kSize = 8;
    using Characters = std::array<char, kSize>;

    explicit Ticket(const Characters& characters) : characters_(characters) {}
    Ticket(const Ticket&) = default;
    Ticket& operator=(const Ticket&) = default;
    ~Ticket() { base::wipe(characters_.data(), characters_.size()); }

    [[nodiscard]] std::string_view text() const { return {characters_.data(), kSize}; }

  private:
    Characters characters_;
};

}  // namespace ptkt::passticket

#endif
