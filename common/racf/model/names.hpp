#ifndef PTKT_RACF_MODEL_NAMES_HPP
#define PTKT_RACF_MODEL_NAMES_HPP

#include <compare>
#include <string>
#include <string_view>

#include "common/base/result.hpp"

/// The nouns of RACF. A name is valid once it is made: the only way to make one is
/// `parse`, which folds to upper case as RACF does, and `as_is` for the few names that keep their
/// case.
namespace ptkt::racf {

/// What the names of one kind may be.
struct NameRule {
    std::string_view what;             ///< as an error says it: "user ID", "class name"
    std::size_t longest;               ///< in characters
    bool letter_first;                 ///< must not begin with a digit
    std::string_view more_characters;  ///< allowed besides A-Z 0-9 @ # $
};

enum class NameCase { Folded, AsIs };

/// Checks a name by its rule, and folds it unless it is to stay as it is; a Malformed error says
/// which character, where.
[[nodiscard]] base::Result<std::string> checked_name(std::string_view text, const NameRule& rule,
                                                     NameCase letters = NameCase::Folded);

/// A name of the kind that Tag::kRule describes.
template <typename Tag>
class Name {
  public:
    [[nodiscard]] static base::Result<Name> parse(std::string_view text) {
        auto checked = checked_name(text, Tag::kRule);
        if (!checked) return std::move(checked).error();
        return Name(std::move(*checked));
    }
    /// A name that keeps its case: of a profile in a class that has such names, see
    /// `profile_name_in`.
    [[nodiscard]] static base::Result<Name> as_is(std::string_view text) requires requires {
        Tag::kMayKeepCase;
    }
    {
        auto checked = checked_name(text, Tag::kRule, NameCase::AsIs);
        if (!checked) return std::move(checked).error();
        return Name(std::move(*checked));
    }

    [[nodiscard]] const std::string& str() const { return text_; }
    friend auto operator<=>(const Name&, const Name&) = default;

  private:
    explicit Name(std::string text) : text_(std::move(text)) {}

    std::string text_;
};

struct UserIdTag {
    static constexpr NameRule kRule{"user ID", 8, false, ""};
};
struct GroupIdTag {
    static constexpr NameRule kRule{"group name", 8, true, ""};
};
struct ApplNameTag {
    static constexpr NameRule kRule{"application name", 8, false, ""};
};
struct ClassNameTag {
    static constexpr NameRule kRule{"class name", 8, true, ""};
};
/// The name of a general resource profile, discrete or generic. The class limits the length
/// further; 246 is the longest that any class allows.
struct ProfileNameTag {
    static constexpr NameRule kRule{"profile name", 246, false, ".*%&-_+/:?=!<>|\"^~[]{}\\`"};
    static constexpr bool kMayKeepCase = true;
};

using UserId = Name<UserIdTag>;
using GroupId = Name<GroupIdTag>;
using ApplName = Name<ApplNameTag>;
using ClassName = Name<ClassNameTag>;
using ProfileName = Name<ProfileNameTag>;

/// The operating classes of RACF that the programs themselves ask about.
[[nodiscard]] const ClassName& ptktdata_class();
[[nodiscard]] const ClassName& appl_class();
/// The class whose profiles are the global access tables, each named after the class it is for.
[[nodiscard]] const ClassName& global_class();

}  // namespace ptkt::racf

#endif
