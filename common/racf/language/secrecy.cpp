#include <algorithm>

#include "common/base/text/ascii.hpp"
#include "common/racf/language/parser.hpp"
#include "common/racf/language/scanner.hpp"
#include "common/racf/language/table.hpp"
#include "common/racf/language/value_reader.hpp"

namespace ptkt::racf_command {

namespace {

bool takes_secret(Keywords keywords) {
    return std::any_of(keywords.begin(), keywords.end(), [](const Keyword& keyword) {
        const ValueSpec& value = keyword.value;
        // Raw hides more than secrets: what is not looked at. Its commands take secrets elsewhere.
        const bool secret = value.secret() && value.kind != ValueKind::Raw;
        return secret || takes_secret(value.words);
    });
}

}  // namespace

bool may_be_kept(const LogicalCommand& command) {
    const auto parsed = parse(command);
    if (parsed) return parsed->redacted.find(kHidden) == std::string::npos;
    Scanner scanner(command.text());
    scanner.skip_separators();
    const CommandSpec* spec = find_command(base::to_upper(scanner.token().text));
    return spec != nullptr && !takes_secret(spec->keywords) && !looks_like_a_key(command.text());
}

}  // namespace ptkt::racf_command
