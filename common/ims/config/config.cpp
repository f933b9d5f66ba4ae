#include "common/ims/config/config.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "common/base/text/ascii.hpp"
#include "common/ims/config/lexer.hpp"
#include "common/ims/config/rules.hpp"
#include "common/ims/config/statement_names.hpp"
#include "common/ims/config/statements.hpp"
#include "common/ims/config/syntax.hpp"

namespace ptkt::ims_config {

namespace {

template <typename Items, typename Matches>
auto find(const Items& items, Matches matches) -> const typename Items::value_type* {
    const auto found = std::find_if(items.begin(), items.end(), matches);
    return found == items.end() ? nullptr : &*found;
}

/// A member of the Base Primitive Environment, which IMS Connect reads beside ours: the first
/// statement that it has, when none is ours. [BPECFGxx member of the IMS PROCLIB data set]
const Token* bpe_statement(const std::vector<Token>& tokens) {
    const Token* first = nullptr;
    for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
        const Token& token = tokens[i];
        if (token.kind != TokenKind::Word || !token.starts_record) continue;
        const std::string name = base::to_upper(token.text);
        if (is_statement_name(name)) return nullptr;
        constexpr std::array<std::string_view, 7> kOfBpe{
            "LANG", "TRCLEV", "EXITMBR", "STATINTV", "EXTTRACE", "TRACE", "DISPLAYHDR"};
        const bool is_bpe = tokens[i + 1].kind == TokenKind::Equals &&
                            std::ranges::find(kOfBpe, name) != kOfBpe.end();
        if (is_bpe && first == nullptr) first = &token;
    }
    return first;
}

}  // namespace

bool Places::coded(std::string_view keyword) const {
    return find(keywords, [&](const auto& one) { return one.first == keyword; }) != nullptr;
}

base::Span Places::of(std::string_view keyword) const {
    const auto* found = find(keywords, [&](const auto& one) { return one.first == keyword; });
    return found == nullptr ? statement : found->second;
}

Parsed parse_member(std::string_view text) {
    Diagnostics diagnostics;
    const auto tokens = lex(text, diagnostics);
    Parsed parsed;
    // A text that is no member at all is not also blamed for what it lacks.
    if (const Token* const bpe = bpe_statement(tokens)) {
        diagnostics = {};
        diagnostics.error(bpe->span,
                          fmt::format("{} is a statement of a BPECFGxx member: this one configures "
                                      "BPE, not IMS Connect",
                                      base::to_upper(bpe->text)),
                          "give the member that HWSCFG= of the start-up names");
    } else if (tokens.size() > 1 || !diagnostics.any_error()) {
        Config config = read_statements(parse_statements(tokens, diagnostics), diagnostics);
        apply_rules(config, diagnostics);
        if (!diagnostics.any_error()) parsed.config = std::move(config);
    }
    parsed.diagnostics = std::move(diagnostics).in_text_order();
    return parsed;
}

const RmtImsCon* find_rmtimscon(const Config& config, std::string_view id) {
    return find(config.rmtimscons, [&](const RmtImsCon& one) { return one.id == id; });
}

const DataStore* find_datastore(const Config& config, std::string_view id) {
    return find(config.datastores, [&](const DataStore& one) { return one.id == id; });
}

const Msc* find_msc(const Config& config, std::string_view lclplkid) {
    return find(config.mscs, [&](const Msc& one) { return one.lclplkid == lclplkid; });
}

bool serves_msc(const Config& config, const RmtImsCon& connection) {
    return find(config.mscs, [&](const Msc& one) { return one.rmtimscon == connection.id; }) !=
           nullptr;
}

}  // namespace ptkt::ims_config
