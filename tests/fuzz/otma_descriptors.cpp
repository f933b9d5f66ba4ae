// Any bytes as a DFSYDTx member, as they are and behind the beginning of a descriptor: no crash,
// every message points into the text, descriptors exactly when there is no error, their own rules
// hold, and each is found by its name.
#include <cstdint>
#include <cstdlib>

#include "common/ims/config/descriptors.hpp"

using namespace ptkt;

namespace {

void require(bool holds) {
    if (!holds) std::abort();
}

bool inside(base::Span span, std::string_view text) {
    return span.offset <= text.size() && span.length <= text.size() - span.offset;
}

void check_messages(const ims_config::ParsedDescriptors& parsed, std::string_view text) {
    const base::SourceText source("member", std::string(text));
    bool any_error = false;
    std::size_t last = 0;
    for (const auto& one : parsed.diagnostics) {
        any_error = any_error || one.severity == ims_config::Diagnostic::Severity::Error;
        require(inside(one.where, text));
        require(one.place >= last && one.place <= one.where.offset);
        last = one.place;
        require(!one.message.empty() && one.message.find('\n') == std::string::npos);
        require(!source.caret(one.where).empty());
    }
    require(any_error != parsed.descriptors.has_value());
}

void check_destination(const ims_config::Destination& one, std::string_view text) {
    require(!one.name.empty() && !one.tmember.empty() && one.type == "IMSCON");
    require(inside(one.places.statement, text));
    require(one.rmtimscons.empty() != one.rmtims.has_value());
    require(!one.smem || one.tmember.size() <= 4);
    for (const auto& [keyword, span] : one.places.keywords)
        require(inside(span, text));
}

void check(std::string_view text) {
    const auto parsed = ims_config::parse_descriptors(text);
    check_messages(parsed, text);
    if (!parsed.descriptors) return;
    for (const auto& one : parsed.descriptors->destinations) {
        check_destination(one, text);
        require(ims_config::find_destination(*parsed.descriptors, one.name) == &one);
    }
    for (const auto& one : parsed.descriptors->others)
        require(ims_config::find_other(*parsed.descriptors, one.name) != nullptr);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    check(text);
    check("D TOIMSB   TYPE=IMSCON TMEMBER=HWSA RMTIMSCON=ICON2 RMTIMS=IMSB\n" + std::string(text));
    return 0;
}
