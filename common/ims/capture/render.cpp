#include "common/ims/capture/render.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "common/base/text/ascii.hpp"
#include "common/base/text/visible.hpp"
#include "common/base/time.hpp"
#include "common/formats/json/event.hpp"
#include "common/ims/wire/reasons.hpp"

namespace ptkt::ims_capture {

namespace {

using ims_wire::Csm;
using ims_wire::Rsm;

std::string_view type_of(const Frame& frame) {
    switch (frame.kind) {
        case Frame::Kind::Request:
            return "message";
        case Frame::Kind::Answer:
            return "answer";
        case Frame::Kind::Fault:
            return "fault";
        case Frame::Kind::Gap:
            return "gap";
    }
    return "";
}

/// `SNDONLYA`, `RSM`, ...; empty for what is no message.
std::string_view name_of(const Frame& frame) {
    if (frame.request != nullptr) return to_string(frame.request->irm.f4);
    if (frame.answer == nullptr) return "";
    return std::holds_alternative<Rsm>(frame.answer->status) ? ims_wire::kRsmLayout.name
                                                             : ims_wire::kCsmLayout.name;
}

void append_name(std::string& out, std::string_view name, std::string_view value) {
    if (!value.empty()) out += fmt::format(" {}={}", name, base::on_one_line(value));
}

void append_names(std::string& out, const Asked& asked) {
    append_name(out, "client", asked.client_id);
    append_name(out, "user", asked.user);
    append_name(out, "group", asked.group);
    append_name(out, "appl", asked.appl);
    append_name(out, "tran", asked.tran);
}

std::string outcome_of(const Record& record) {
    const auto& status = record.frame.answer->status;
    if (const auto* csm = std::get_if<Csm>(&status)) return describe(*csm);
    return fmt::format("{}{}", refusal_in(record) != nullptr ? "refused: " : "",
                       describe(std::get<Rsm>(status)));
}

std::string what_of(const Record& record, const Reading& reading) {
    const Frame& frame = record.frame;
    if (frame.kind == Frame::Kind::Gap) return fmt::format("gap: {}", frame.reason);
    if (frame.kind == Frame::Kind::Fault)
        return fmt::format("fault at byte {}: {}; {} bytes passed over", frame.fault_offset,
                           base::on_one_line(frame.reason), frame.length);
    std::string out = fmt::format("{:<8}", name_of(frame));
    if (frame.answer != nullptr) out += " " + outcome_of(record);
    if (record.asked != nullptr) append_names(out, *record.asked);
    if (frame.request != nullptr && record.asked->has_ticket)
        append_name(
            out, "ticket",
            reading.shows_secrets ? base::as_text(frame.request->irm.password.view()) : kHidden);
    const std::size_t segments =
        frame.request != nullptr ? frame.request->segments.size() : frame.answer->segments.size();
    const std::size_t bytes = frame.request != nullptr ? frame.request->segments.wire().size()
                                                       : frame.answer->segments.wire().size();
    if (!frame.callout.empty()) out += fmt::format(", {} bytes of callout", frame.callout.size());
    if (segments > 0)
        out += fmt::format(", {} bytes in {} segment{}",
                           bytes - segments * ims_wire::kSegmentHeaderLength, segments,
                           segments == 1 ? "" : "s");
    return out;
}

std::string member_name(const ims_wire::Field& field) {
    return base::to_lower(field.name);
}

/// What follows the fields that each record has.
constexpr std::string_view kCommonFields =
    "v event conversation time from to type offset length message exit code client_id user group "
    "appl tran "
    "ticket refused rc rsn racf_rc detail at segments callout extensions";

/// The fields of the parts that a message may have several of are in arrays of their own.
bool is_repeated(const ims_wire::Layout& layout) {
    return &layout == &ims_wire::kSegmentLayout || &layout == &ims_wire::kExtensionLayout;
}

/// What of a structure says nothing but how long it is and which it is.
bool is_frame_of(const ims_wire::Layout& layout, const ims_wire::Field& field) {
    return &layout != &ims_wire::kIrmLayout &&
           (field.name == "LL" || field.name == "ZZ" || field.name == "ID" || field.name == "DATA");
}

void set_names(json::Json& json, const Record& record, const Reading& reading) {
    const Asked& asked = *record.asked;
    json.set("client_id", asked.client_id)
        .set("user", asked.user)
        .set("group", asked.group)
        .set("appl", asked.appl)
        .set("tran", asked.tran);
    if (record.frame.request == nullptr || !asked.has_ticket) return;
    json.set("ticket", reading.shows_secrets
                           ? json::Json(base::as_text(record.frame.request->irm.password.view()))
                           : json::Json(kHidden));
}

void set_outcome(json::Json& json, const Record& record) {
    json.set("refused", refusal_in(record) != nullptr);
    if (const auto* rsm = std::get_if<Rsm>(&record.frame.answer->status))
        json.set("rc", rsm->return_code)
            .set("rsn", rsm->reason_code)
            .set("racf_rc", std::uint32_t{rsm->racf_or_otma})
            .set("detail", describe(*rsm));
}

/// The fields of a message: those of its structures as members, what there may be several of as
/// arrays.
void set_fields(json::Json& json, const Record& record, const Reading& reading) {
    json::Json segments = json::Json::array();
    for (const std::string& text : data_of(record, reading))
        segments.push(text);
    json.set(record.frame.callout.empty() ? "segments" : "callout", std::move(segments));
    json::Json extensions = json::Json::array();
    json::Json extension = json::Json::object();
    json::Json members = json::Json::object();
    each_field(record, [&](const Place& place) {
        if (&place.layout == &ims_wire::kExtensionLayout) {
            if (place.field.name == "ID") extension.set("id", json_of(place, reading));
            if (place.field.name == "DATA") {
                extension.set("data", json_of(place, reading));
                extensions.push(std::exchange(extension, json::Json::object()));
            }
        } else if (!is_repeated(place.layout) && !is_frame_of(place.layout, place.field)) {
            members.set(member_name(place.field), json_of(place, reading));
        }
    });
    if (record.frame.request != nullptr) json.set("extensions", std::move(extensions));
    json.set_all(std::move(members));
}

}  // namespace

std::string to_text(Time time) {
    const auto seconds = std::chrono::floor<std::chrono::seconds>(time);
    const auto part = std::chrono::duration_cast<std::chrono::microseconds>(time - seconds);
    std::string text = base::to_rfc3339(seconds);
    text.pop_back();
    return fmt::format("{}.{:06}Z", text, part.count());
}

std::string Lines::line_of(const Record& record) {
    std::string direction = fmt::format("#{}", record.conversation);
    if (!record.from.empty()) direction += fmt::format(" {} > {}", record.from, record.to);
    width_ = std::max(width_, direction.size());
    const std::string when =
        record.time ? to_text(*record.time) : fmt::format("byte {:<8}", record.frame.offset);
    return fmt::format("{} {:<{}}  {}", when, direction, width_, what_of(record, reading_));
}

std::string Lines::details_of(const Record& record) const {
    std::string out;
    const ims_wire::Layout* layout = nullptr;
    each_field(record, [&](const Place& place) {
        if (&place.layout != layout || place.field.at == 0)
            out += fmt::format("    {}\n", place.layout.name);
        layout = &place.layout;
        const std::string meaning = meaning_of(place);
        std::string words(place.field.label);
        if (!meaning.empty()) words += (words.empty() ? "" : ": ") + meaning;
        out += fmt::format("      {:>6}  {:<17} {:<16} {}\n", place.at, place.field.name,
                           base::on_one_line(text_of(place, reading_)), words);
    });
    if (!record.frame.callout.empty())
        out += fmt::format("    callout\n      {}\n",
                           base::on_one_line(data_of(record, reading_).front()));
    return out;
}

json::Json record_json(const Record& record, const Reading& reading) {
    const Frame& frame = record.frame;
    json::Json json = json::event("decoded");
    json.set("conversation", static_cast<std::int64_t>(record.conversation));
    if (record.time) json.set("time", to_text(*record.time));
    if (!record.from.empty()) json.set("from", record.from).set("to", record.to);
    json.set("type", type_of(frame))
        .set("offset", static_cast<std::int64_t>(frame.offset))
        .set("length", static_cast<std::int64_t>(frame.length));
    if (frame.request == nullptr && frame.answer == nullptr) {
        json.set("detail", frame.reason);
        if (frame.kind == Frame::Kind::Fault)
            json.set("at", static_cast<std::int64_t>(frame.fault_offset));
        return json;
    }
    json.set("message", name_of(frame))
        .set("exit", to_string(frame.exit))
        .set("code",
             to_string(frame.request != nullptr ? frame.request->code : frame.answer->code));
    if (record.asked != nullptr) set_names(json, record, reading);
    if (frame.answer != nullptr) set_outcome(json, record);
    set_fields(json, record, reading);
    return json;
}

const std::vector<std::string>& record_fields() {
    static const std::vector<std::string> kFields = [] {
        std::vector<std::string> all;
        for (const std::string_view name : base::split_words(kCommonFields))
            all.emplace_back(name);
        for (const ims_wire::Layout& layout : ims_wire::kLayouts) {
            if (layout.name == ims_wire::kSegmentLayout.name ||
                layout.name == ims_wire::kExtensionLayout.name)
                continue;
            for (const ims_wire::Field& field : layout.fields)
                if (layout.name == ims_wire::kIrmLayout.name || !is_frame_of(layout, field))
                    all.push_back(member_name(field));
        }
        return all;
    }();
    return kFields;
}

}  // namespace ptkt::ims_capture
