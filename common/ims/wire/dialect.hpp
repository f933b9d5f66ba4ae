#ifndef PTKT_IMS_WIRE_DIALECT_HPP
#define PTKT_IMS_WIRE_DIALECT_HPP

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "common/base/bytes.hpp"
#include "common/ims/wire/text.hpp"

namespace ptkt::ims_wire {

/// The user message exit that IRM_ID names. Sampl1 answers with LLLL in front, Sampl0 without.
enum class Exit { Sampl0, Sampl1 };

/// `HWSSMPL0`, `HWSSMPL1`.
[[nodiscard]] std::string_view to_string(Exit exit);

/// What IRM_ID says: the exit, and by the code it is written in the code of the message.
struct Dialect {
    Exit exit = Exit::Sampl1;
    Code code = Code::Ebcdic;
    friend bool operator==(const Dialect&, const Dialect&) = default;
};

/// The IRM_ID of an exit that a site has renamed, up to 8 characters, and what it is a copy of.
struct ExitAlias {
    std::string id;
    Exit exit = Exit::Sampl1;
};

/// The dialect of a message, or of the beginning of one; nothing when fewer than 16 bytes are there
/// or IRM_ID is none of ours.
[[nodiscard]] std::optional<Dialect> dialect_of(base::ByteView message,
                                                std::span<const ExitAlias> aliases = {});

/// Whether these eight bytes, in either code, are an IRM_ID of an exit of IBM's.
[[nodiscard]] bool is_exit_id(base::ByteView id);

/// Why a message whose IRM_ID names an exit that is not here is not taken: HWSP1445E with the ID as
/// text and in hexadecimal, and the exit of IBM's that it is for, where that is known.
/// REQUIRES: 16 bytes.
[[nodiscard]] std::string unknown_exit(base::ByteView message);

}  // namespace ptkt::ims_wire

#endif
