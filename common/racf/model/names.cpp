#include "common/racf/model/names.hpp"

#include "common/base/text/ascii.hpp"

namespace ptkt::racf {

base::Result<std::string> checked_name(std::string_view text, const NameRule& rule,
                                       NameCase letters) {
    const auto malformed = [&](std::string why) {
        return base::fail(base::ErrorKind::Malformed, "{} '{}': {}", rule.what,
                          base::printable(text, 40), why);
    };
    if (text.empty()) return base::fail(base::ErrorKind::Malformed, "{} is empty", rule.what);
    if (text.size() > rule.longest)
        return malformed(fmt::format("longer than {} characters", rule.longest));
    std::string name = letters == NameCase::Folded ? base::to_upper(text) : std::string(text);
    for (std::size_t i = 0; i < name.size(); ++i) {
        const char c = name[i];
        const bool known = base::is_letter(c) || base::is_digit(c) || base::is_national(c);
        if (!known && rule.more_characters.find(c) == std::string_view::npos)
            return malformed(fmt::format("character {}, '{}', is not one of A-Z 0-9 @ # ${}{}",
                                         i + 1, base::printable(std::string_view(&c, 1), 4),
                                         rule.more_characters.empty() ? "" : " ",
                                         rule.more_characters));
    }
    if (rule.letter_first && base::is_digit(name.front())) return malformed("begins with a digit");
    return name;
}

const ClassName& ptktdata_class() {
    static const ClassName name = ClassName::parse("PTKTDATA").value();
    return name;
}

const ClassName& appl_class() {
    static const ClassName name = ClassName::parse("APPL").value();
    return name;
}

const ClassName& global_class() {
    static const ClassName name = ClassName::parse("GLOBAL").value();
    return name;
}

}  // namespace ptkt::racf
