#ifndef PTKT_IMS_CAPTURE_FIELDS_HPP
#define PTKT_IMS_CAPTURE_FIELDS_HPP

#include <functional>
#include <string>

#include "common/formats/json/json.hpp"
#include "common/ims/capture/record.hpp"
#include "common/ims/wire/layout.hpp"

/// The fields of a message, by the lists of ims/wire.
namespace ptkt::ims_capture {

/// How texts of messages are read and shown.
struct Reading {
    ebcdic::CodePage page = ebcdic::CodePage::Cp1047;
    bool shows_secrets = false;
};

/// What stands in the place of a password or a ticket.
inline constexpr std::string_view kHidden = "********";

/// One field of one structure of a message.
struct Place {
    const ims_wire::Layout& layout;
    const ims_wire::Field& field;
    std::size_t at;  ///< in the message
    base::ByteView bytes;
    ims_wire::Code code;      ///< of the structure's texts
    ims_wire::DataCode data;  ///< of the data of segments
    bool is_secret = false;
};

/// Each field of a message or of an answer, in its order.
void each_field(const Record& record, const std::function<void(const Place&)>& visit);

/// What a field says, as text and as JSON: of flags the names of those that are on, what has no
/// name as `X'80'`, so that nothing is lost.
[[nodiscard]] std::string text_of(const Place& place, const Reading& reading);
[[nodiscard]] json::Json json_of(const Place& place, const Reading& reading);
/// What it means beyond its name; may be empty.
[[nodiscard]] std::string meaning_of(const Place& place);

/// The data of the segments, or of a callout, as texts. A change of password shows no password.
[[nodiscard]] std::vector<std::string> data_of(const Record& record, const Reading& reading);

}  // namespace ptkt::ims_capture

#endif
