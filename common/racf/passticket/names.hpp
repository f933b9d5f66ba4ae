#ifndef PTKT_RACF_PASSTICKET_NAMES_HPP
#define PTKT_RACF_PASSTICKET_NAMES_HPP

#include <array>

#include "common/base/bytes.hpp"
#include "common/racf/model/names.hpp"

namespace ptkt::passticket {

/// Whom a PassTicket is for, and for which application.
struct Subject {
    racf::UserId user;
    racf::ApplName appl;

    friend bool operator==(const Subject&, const Subject&) = default;
};

/// The two names as the algorithms take them: EBCDIC, left-justified, padded to 8 bytes. The time
/// coder also needs to know how many bytes of the user ID are not padding.
struct EncodedNames {
    std::array<base::Byte, 8> user;
    std::array<base::Byte, 8> appl;
    std::size_t user_length;
};

/// Names in code page 1047, padded with X'40', which is how RACF has them.
[[nodiscard]] EncodedNames encode_names(const Subject& subject);

}  // namespace ptkt::passticket

#endif
