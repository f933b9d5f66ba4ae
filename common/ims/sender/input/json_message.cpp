#include "common/ims/sender/input/json_message.hpp"

#include <algorithm>
#include <array>

#include "common/base/text/ascii.hpp"
#include "common/formats/json/json.hpp"
#include "common/ims/wire/checks.hpp"
#include "common/ims/wire/text.hpp"

namespace ptkt::ims_sender {

namespace {

/// What imscon-recv writes beside the members that make a message.
constexpr std::array<std::string_view, 12> kPassedOver{
    "v",    "event",   "time",         "peer",  "client_id", "user",
    "appl", "trusted", "message_user", "group", "datastore", "encoding"};

base::Error malformed(std::string what) {
    return {base::ErrorKind::Malformed, std::move(what), {}};
}

base::Error wrong_type(std::string_view name, std::string_view wanted) {
    return malformed(fmt::format("member '{}' is not {}", name, wanted));
}

base::Result<std::string> name_of(std::string_view member, const std::string& text) {
    if (text.empty()) return text;
    if (auto checked = ims_wire::check_name(member, text); !checked)
        return std::move(checked).error();
    return text;
}

base::Status check_members(const json::Json& object) {
    constexpr std::array<std::string_view, 4> kKnown{"tran", "data", "lterm", "segments"};
    for (const auto& [name, value] : *object.as_object())
        if (std::ranges::find(kKnown, name) == kKnown.end() &&
            std::ranges::find(kPassedOver, name) == kPassedOver.end())
            return base::with_hint(
                malformed(fmt::format("unknown member '{}'", base::printable(name, 20))),
                "members are tran, data, lterm and segments");
    return {};
}

base::Result<std::string> text_member(const json::Json& object, std::string_view name) {
    const json::Json* const member = object.find(name);
    if (member == nullptr) return std::string();
    if (member->as_string() == nullptr) return wrong_type(name, "a string");
    return *member->as_string();
}

/// The texts of the segments: `segments`, else `data` alone.
base::Result<std::vector<std::string>> segment_texts(const json::Json& object) {
    const json::Json* const segments = object.find("segments");
    if (segments == nullptr) {
        auto data = text_member(object, "data");
        if (!data) return std::move(data).error();
        return std::vector<std::string>{std::move(*data)};
    }
    if (segments->as_array() == nullptr) return wrong_type("segments", "an array");
    std::vector<std::string> texts;
    for (const json::Json& segment : *segments->as_array()) {
        if (segment.as_string() == nullptr) return wrong_type("segments", "an array of strings");
        texts.push_back(*segment.as_string());
    }
    return texts;
}

base::Status read_names(const json::Json& object, Message& message) {
    for (const auto& [name, target] :
         {std::pair("tran", &message.trancode), std::pair("lterm", &message.lterm)}) {
        const auto text = text_member(object, name);
        auto checked = text ? name_of(name, *text) : text;
        if (!checked) return std::move(checked).error();
        *target = std::move(*checked);
    }
    return {};
}

}  // namespace

base::Result<base::Bytes> to_wire(std::string_view text, Encoding encoding) {
    const auto code = encoding.page ? ims_wire::Code::Ebcdic : ims_wire::Code::Ascii;
    return ims_wire::to_wire(text, code, encoding.page.value_or(ims_wire::kHeaderPage));
}

base::Result<std::optional<Message>> message_of_json(std::string_view text, Encoding encoding) {
    const auto object = json::parse_json(text);
    if (!object)
        return malformed(
            fmt::format("column {}: {}", object.error().where.offset + 1, object.error().message));
    if (object->as_object() == nullptr) return malformed("not a JSON object");
    const json::Json* const event = object->find("event");
    if (event != nullptr && event->bare() != "message") return std::optional<Message>();
    Message message;
    if (auto checked = check_members(*object); !checked) return std::move(checked).error();
    if (auto read = read_names(*object, message); !read) return std::move(read).error();
    const auto texts = segment_texts(*object);
    if (!texts) return texts.error();
    for (const std::string& one : *texts) {
        auto data = to_wire(one, encoding);
        if (!data) return std::move(data).error();
        message.segments.push_back(std::move(*data));
    }
    return std::optional(std::move(message));
}

}  // namespace ptkt::ims_sender
