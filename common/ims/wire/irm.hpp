#ifndef PTKT_IMS_WIRE_IRM_HPP
#define PTKT_IMS_WIRE_IRM_HPP

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "common/base/secret.hpp"
#include "common/ims/wire/decode_error.hpp"
#include "common/ims/wire/dialect.hpp"
#include "common/ims/wire/extension.hpp"
#include "common/ims/wire/message_kind.hpp"
#include "common/ims/wire/text.hpp"

namespace ptkt::ims_wire {

/// The IMS request message prefix. Texts are without their fill; an optional field is absent when
/// IRM_ARCH or IRM_LEN says that it is not there. Flags are as on the wire, see numbers.hpp.
struct Irm {
    base::Byte arch = arch::kBase;
    base::Byte f0 = 0;
    std::uint16_t nak_reason = 0;
    base::Byte f5 = 0;
    base::Byte timer = 0;  ///< IRM_TIMER, see timer.hpp
    base::Byte soct = soct::kTransaction;
    base::Byte es = 0;  ///< Unicode scheme: 1 UTF-8, 2 UTF-16
    std::string client_id;
    base::Byte f1 = 0;
    base::Byte f2 = 0;
    base::Byte f3 = 0;
    MessageKind f4 = MessageKind::SendReceive;
    std::string trancode;
    std::string datastore;
    std::string lterm;
    std::string userid;
    std::string group;
    base::Secret password;  ///< password or PassTicket, as text, in the case it was sent in
    std::optional<std::string> appl_name;
    std::optional<std::string> reroute;  ///< or the alternate client id of RESUME TPIPE
    std::optional<std::string> tag_adapt;
    std::optional<std::string> tag_map;
    std::optional<std::string> modname;
    std::optional<std::array<base::Byte, kCorrelationTokenLength>> correlation_token;
    std::optional<std::array<base::Byte, kSessionTokenLength>> session_token;
    std::vector<Extension> extensions;
};

/// Reads the IRM of a message that begins with LLLL into a new `irm`; gives what is wrong with it,
/// if anything is. IRM_LEN must be at least 80 and leave room for
/// the trailer (reason 6); an unknown letter in IRM_F4 is reason 9 (our choice: IBM does not say).
/// What IRM_LEN holds beyond the fields of IRM_ARCH is skipped.
/// REQUIRES: at least kSmallestRequest bytes.
[[nodiscard]] std::optional<DecodeError> decode_irm(base::ByteView message, Code code, Irm& irm);

/// IRM_LEN of what `encode_irm` writes: up to the last field that is present, at least 80.
[[nodiscard]] std::size_t irm_length(const Irm& irm);

/// Writes IRM_LEN and all that follows it in the IRM into `message`, which is zero and has room for
/// 4 + irm_length(irm) bytes. A text that is longer than its field or cannot be written in the
/// code is a Malformed error; so is a field that IRM_ARCH is too low for.
[[nodiscard]] base::Status encode_irm(const Irm& irm, Dialect dialect, base::Bytes& message);

}  // namespace ptkt::ims_wire

#endif
