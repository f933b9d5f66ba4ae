#include "tests/unit/ims/config/shown.hpp"

#include "tests/unit/test.hpp"

using namespace ptkt;

std::string shown(std::string_view text) {
    const base::SourceText source("M", std::string(text));
    std::string out;
    for (const auto& one : ims_config::parse_member(text).diagnostics) {
        const std::string id = one.id.empty() ? "" : one.id + " ";
        out += source.located(one.where,
                              std::string(to_string(one.severity)) + ": " + id + one.message) +
               "\n" + source.caret(one.where) + "\n";
        if (!one.hint.empty()) out += "hint: " + one.hint + "\n";
    }
    return out;
}

ims_config::Config config_of(std::string_view text, std::string_view expected) {
    auto parsed = ims_config::parse_member(text);
    CHECK(shown(text) == expected);
    REQUIRE(parsed.config.has_value());
    return std::move(*parsed.config);
}

std::string member(std::string_view statements) {
    return std::string(kHead) + std::string(statements);
}
