// Any bytes as an HWSCFGxx member: no crash, every message points into the text, a Config exactly
// when there is no error, its own rules hold, and the same bytes mean the same again.
#include <cstdint>
#include <cstdlib>

#include "common/ims/config/config.hpp"
#include "common/ims/config/mirror.hpp"

using namespace ptkt;

namespace {

void require(bool holds) {
    if (!holds) std::abort();
}

bool inside(base::Span span, std::string_view text) {
    return span.offset <= text.size() && span.length <= text.size() - span.offset;
}

void check_messages(const ims_config::Parsed& parsed, std::string_view text) {
    const base::SourceText source("member", std::string(text));
    bool any_error = false;
    std::size_t last = 0;
    for (const auto& one : parsed.diagnostics) {
        any_error = any_error || one.severity == ims_config::Diagnostic::Severity::Error;
        require(inside(one.where, text));
        // In the order of the text, but what is the cause of others stands before them.
        require(one.place >= last && one.place <= one.where.offset);
        last = one.place;
        require(!one.message.empty() && one.message.find('\n') == std::string::npos);
        require(!source.caret(one.where).empty());
    }
    require(any_error != parsed.config.has_value());
}

void check_config(const ims_config::Config& config, std::string_view text) {
    require(!config.hws.id.empty() && inside(config.hws.places.statement, text));
    for (const auto& rmt : config.rmtimscons) {
        require(ims_config::find_rmtimscon(config, rmt.id) == &rmt);
        require(!rmt.host().empty() && rmt.port != 0);
        require(rmt.appl.has_value() == rmt.userid.has_value());
        require(!rmt.autoconn || rmt.persistent);
        for (const auto& [keyword, span] : rmt.places.keywords)
            require(inside(span, text));
    }
    for (const auto& msc : config.mscs)
        require(ims_config::find_rmtimscon(config, msc.rmtimscon) != nullptr);
    for (const auto& msc : config.mscs)
        static_cast<void>(
            ims_config::partners_of(config, {msc.lclplkid, msc.rmtplkid, msc.lclims, msc.rmtims}));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto parsed = ims_config::parse_member(text);
    check_messages(parsed, text);
    if (parsed.config) check_config(*parsed.config, text);
    const auto again = ims_config::parse_member(text);
    require(again.diagnostics.size() == parsed.diagnostics.size());
    for (std::size_t i = 0; i < again.diagnostics.size(); ++i)
        require(again.diagnostics[i].where == parsed.diagnostics[i].where &&
                again.diagnostics[i].message == parsed.diagnostics[i].message);
    return 0;
}
