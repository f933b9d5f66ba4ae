#include <algorithm>
#include <array>

#include "common/base/text/ascii.hpp"
#include "common/base/text/ebcdic.hpp"
#include "common/racf/diagnosis/hypotheses.hpp"

namespace ptkt::diagnosis {

namespace {

using base::Byte;
using Block = std::array<Byte, 8>;
using passticket::EncodedNames;

/// Names as a faulty maker encodes them.
struct NameForm {
    Cause cause;
    std::string what;
    EncodedNames names;
};
using NameForms = std::vector<NameForm>;

/// Code pages in which @ # $ have other bytes than X'7C7B5B', by their bytes. [IBM's character maps
/// as glibc has them]
struct National {
    const char* pages;
    Byte at, number, dollar;
};
constexpr std::array kNational{
    National{"273 or 1141 (Germany, Austria)", 0xB5, 0x7B, 0x5B},
    National{"277 or 1142 (Denmark, Norway)", 0x80, 0x4A, 0x67},
    National{"278 or 1143 (Finland, Sweden)", 0xEC, 0x63, 0x67},
    National{"280 or 1144 (Italy)", 0xB5, 0xB1, 0x5B},
    National{"284 or 1145 (Spain, Latin America)", 0x7C, 0x69, 0x5B},
    National{"285 or 1146 (United Kingdom)", 0x7C, 0x7B, 0x4A},
    National{"297 or 1147 (France)", 0x44, 0xB1, 0x5B},
    National{"871 or 1149 (Iceland)", 0xAC, 0x7B, 0x5B},
    National{"290, 930 or 935 (Japan, China)", 0x7C, 0x7B, 0xE0},
    National{"1026 (Turkey)", 0xAE, 0xEC, 0xAD},
};

Block in_page(const Block& name, const National& page) {
    Block out = name;
    for (Byte& byte : out) {
        if (byte == 0x7C) {
            byte = page.at;
        } else if (byte == 0x7B) {
            byte = page.number;
        } else if (byte == 0x5B) {
            byte = page.dollar;
        }
    }
    return out;
}

bool same(const EncodedNames& a, const EncodedNames& b) {
    return a.user == b.user && a.appl == b.appl && a.user_length == b.user_length;
}

void add_code_pages(const Case& c, NameForms& forms) {
    for (const National& page : kNational) {
        const EncodedNames names{in_page(c.names().user, page), in_page(c.names().appl, page),
                                 c.names().user_length};
        if (same(names, c.names())) continue;
        const auto known = std::find_if(forms.begin(), forms.end(), [&](const NameForm& form) {
            return same(form.names, names);
        });
        if (known != forms.end()) {
            known->what += fmt::format(", {}", page.pages);
        } else {
            forms.push_back(
                {Cause::CodePage,
                 fmt::format("@ # $ in the names were encoded by code page {}", page.pages),
                 names});
        }
    }
}

/// A text's bytes, padded to eight.
Block padded(std::string_view text, Byte pad) {
    Block block;
    block.fill(pad);
    std::copy_n(text.begin(), std::min(text.size(), block.size()), block.begin());
    return block;
}

Block lowered(const Block& name) {
    Block out = name;
    for (Byte& byte : out) {  // EBCDIC letters: X'40' more is upper case
        const bool letter = (byte >= 0xC1 && byte <= 0xC9) || (byte >= 0xD1 && byte <= 0xD9) ||
                            (byte >= 0xE2 && byte <= 0xE9);
        if (letter) byte = static_cast<Byte>(byte - 0x40);
    }
    return out;
}

Block with_pad(const Block& name, std::size_t length, Byte pad) {
    Block out = name;
    std::fill(out.begin() + static_cast<std::ptrdiff_t>(length), out.end(), pad);
    return out;
}

Block with_blank_in_front(const Block& name) {
    Block out;
    out[0] = ebcdic::kBlank;
    std::copy_n(name.begin(), out.size() - 1, out.begin() + 1);
    return out;
}

/// Which of the two names is in the faulty form.
struct Which {
    const char* what;
    bool user, appl;
};
constexpr std::array kWhich{Which{"the user ID", true, false},
                            Which{"the application name", false, true},
                            Which{"both names", true, true}};

void add_lower_case(const Case& c, NameForms& forms) {
    for (const Which& which : kWhich) {
        const EncodedNames names{which.user ? lowered(c.names().user) : c.names().user,
                                 which.appl ? lowered(c.names().appl) : c.names().appl,
                                 c.names().user_length};
        forms.push_back({Cause::LowerCaseName,
                         fmt::format("the maker encoded {} in lower case", which.what), names});
    }
}

void add_paddings(const Case& c, NameForms& forms) {
    const std::size_t appl_length = c.evidence().subject.appl.str().size();
    for (const Which& which : kWhich) {
        for (const Byte pad : {Byte{0x00}, Byte{0x20}}) {
            EncodedNames names = c.names();
            if (which.user) names.user = with_pad(names.user, names.user_length, pad);
            if (which.appl) names.appl = with_pad(names.appl, appl_length, pad);
            forms.push_back({Cause::NamePadding,
                             fmt::format("{} padded with X'{:02X}' instead of X'40'", which.what,
                                         static_cast<unsigned>(pad)),
                             names});
        }
    }
}

/// The time coder takes the user ID without its padding; a maker may leave the padding in.
void add_counted_padding(const Case& c, NameForms& forms) {
    for (std::size_t length = c.names().user_length + 1; length <= 8; ++length) {
        EncodedNames names = c.names();
        names.user_length = length;
        forms.push_back({Cause::NamePadding,
                         fmt::format("{} trailing blank(s) counted as part of the user ID",
                                     length - c.names().user_length),
                         names});
        names.user = with_pad(names.user, c.names().user_length, 0x00);
        forms.push_back({Cause::NamePadding,
                         fmt::format("{} trailing X'00' counted as part of the user ID",
                                     length - c.names().user_length),
                         names});
    }
}

void add_blanks_in_front(const Case& c, NameForms& forms) {
    for (const Which& which : kWhich) {
        EncodedNames names = c.names();
        if (which.user) {
            names.user = with_blank_in_front(names.user);
            names.user_length = std::min<std::size_t>(names.user_length + 1, 8);
        }
        if (which.appl) names.appl = with_blank_in_front(names.appl);
        forms.push_back({Cause::NamePadding,
                         fmt::format("a blank in front of {} was counted", which.what), names});
    }
}

void add_ascii(const Case& c, NameForms& forms) {
    const passticket::Subject& subject = c.evidence().subject;
    for (const Which& which : kWhich) {
        for (const Byte pad : {Byte{0x20}, Byte{0x40}, Byte{0x00}}) {
            EncodedNames names = c.names();
            if (which.user) names.user = padded(subject.user.str(), pad);
            if (which.appl) names.appl = padded(subject.appl.str(), pad);
            forms.push_back({Cause::NamePadding,
                             fmt::format("{} in ASCII, padded with X'{:02X}', instead of EBCDIC",
                                         which.what, static_cast<unsigned>(pad)),
                             names});
        }
    }
}

/// All forms that differ from the right one and from each other.
NameForms forms_of(const Case& c) {
    NameForms all;
    add_code_pages(c, all);
    add_lower_case(c, all);
    add_paddings(c, all);
    add_counted_padding(c, all);
    add_blanks_in_front(c, all);
    add_ascii(c, all);
    const std::size_t appl_length = c.evidence().subject.appl.str().size();
    all.push_back({Cause::NamesExchanged,
                   "user ID and application name are exchanged",
                   {c.names().appl, c.names().user, appl_length}});
    NameForms distinct;
    for (NameForm& form : all) {
        const bool known =
            same(form.names, c.names()) ||
            std::any_of(distinct.begin(), distinct.end(),
                        [&](const NameForm& other) { return same(other.names, form.names); });
        if (!known) distinct.push_back(std::move(form));
    }
    return distinct;
}

const char* todo_of(Cause cause) {
    switch (cause) {
        case Cause::CodePage:
            return "encode names by code page 1047 or 037: RACF goes by X'7C', X'7B' and X'5B', "
                   "whatever the screen shows";
        case Cause::LowerCaseName:
            return "fold names to upper case before encoding them";
        case Cause::NamesExchanged:
            return "give the maker the user ID and the application name in their places";
        default:
            return "encode names in EBCDIC, left-justified, padded to 8 bytes with X'40'";
    }
}

}  // namespace

Trials try_name_forms(const Case& c) {
    Trials trials;
    const NameForms forms = forms_of(c);
    for (const ReadyKey& key : c.expected_keys()) {
        const auto& value = c.value(key.kind());
        if (!value) continue;
        for (const NameForm& form : forms) {
            const auto made = trials.attempt(form.cause, key, form.names, *value, c.now());
            if (!made) continue;
            Finding finding{form.cause};
            finding.what = form.what;
            finding.todo = todo_of(form.cause);
            finding.made = *made;
            finding.profile = key.from().profile;
            trials.add(std::move(finding));
        }
    }
    return trials;
}

}  // namespace ptkt::diagnosis
