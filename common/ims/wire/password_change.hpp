#ifndef PTKT_IMS_WIRE_PASSWORD_CHANGE_HPP
#define PTKT_IMS_WIRE_PASSWORD_CHANGE_HPP

#include <optional>

#include "common/ims/wire/request.hpp"
#include "common/ims/wire/response.hpp"

/// What a message says of passwords beside IRM_RACF_PW: a change, and a phrase.
namespace ptkt::ims_wire {

/// True for data that begin with `HWSPWCH `: they hold passwords, and nothing for a transaction.
[[nodiscard]] bool is_password_change(const Request& request);

/// `HWSPWCH old/new/new`, as text.
struct PasswordChange {
    base::Secret current;
    base::Secret fresh;
    base::Secret again;
};
/// Nothing: the data are not of that form. REQUIRES: is_password_change.
[[nodiscard]] std::optional<PasswordChange> password_change_of(const Request& request);

/// The answer to a change that was made: `HWSC0031I PASSWORD CHANGE SUCCESSFUL`, then a CSM.
[[nodiscard]] Response password_changed(Code code);

/// The password phrase in the extension `*PHRASE*`, as text; nothing without one.
[[nodiscard]] std::optional<base::Secret> phrase_of(const Request& request);

}  // namespace ptkt::ims_wire

#endif
