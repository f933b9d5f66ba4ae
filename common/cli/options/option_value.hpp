#ifndef PTKT_CLI_OPTIONS_OPTION_VALUE_HPP
#define PTKT_CLI_OPTIONS_OPTION_VALUE_HPP

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/time.hpp"

/// From the words of a command line to values: each kind of member that an option can be bound to.
namespace ptkt::cli {

/// What an option takes; help, completion and settings depend on it.
enum class OptionKind { Flag, Text, File, Directory, Integer, Time, Duration, Choice };

/// Puts the words given for an option (one or more) into what it is bound to. `now` is what
/// relative times count from.
using Assign =
    std::function<base::Status(const std::vector<std::string>& words, base::Instant now)>;

/// Reads one word. Malformed with what is wrong and, where it helps, how to write it.
base::Status read_word(std::string_view word, base::Instant now, std::string& value);
base::Status read_word(std::string_view word, base::Instant now, bool& value);
base::Status read_word(std::string_view word, base::Instant now, std::int64_t& value);
base::Status read_word(std::string_view word, base::Instant now, base::Instant& value);
base::Status read_word(std::string_view word, base::Instant now, base::Seconds& value);

/// The kind, the element and the shape of a member: T, std::optional<T> or std::vector<T>.
template <typename T>
struct Member {
    using Element = T;
    static constexpr bool kOptional = false;
    static constexpr bool kMany = false;
};
template <typename T>
struct Member<std::optional<T>> {
    using Element = T;
    static constexpr bool kOptional = true;
    static constexpr bool kMany = false;
};
template <typename T>
struct Member<std::vector<T>> {
    using Element = T;
    static constexpr bool kOptional = true;
    static constexpr bool kMany = true;
};

template <typename Element>
constexpr OptionKind kind_of() {
    if constexpr (std::is_same_v<Element, bool>) return OptionKind::Flag;
    if constexpr (std::is_same_v<Element, std::int64_t>) return OptionKind::Integer;
    if constexpr (std::is_same_v<Element, base::Instant>) return OptionKind::Time;
    if constexpr (std::is_same_v<Element, base::Seconds>) return OptionKind::Duration;
    return OptionKind::Text;
}

/// An Assign for a member, with `read(word, now) -> Result<Element>`.
template <typename Target, typename Read>
Assign assign_with(Target& target, Read read) {
    return
        [&target, read](const std::vector<std::string>& words, base::Instant now) -> base::Status {
            Target made{};
            for (const std::string& word : words) {
                auto value = read(word, now);
                if (!value) return std::move(value).error();
                if constexpr (Member<Target>::kMany) {
                    made.push_back(*std::move(value));
                } else {
                    made = *std::move(value);
                }
            }
            target = std::move(made);
            return {};
        };
}

/// An Assign for a member of one of the kinds that `read_word` knows.
template <typename Target>
Assign assign_to(Target& target) {
    using Element = typename Member<Target>::Element;
    return assign_with(target,
                       [](std::string_view word, base::Instant now) -> base::Result<Element> {
                           Element value{};
                           if (auto read = read_word(word, now, value); !read)
                               return std::move(read).error();
                           return value;
                       });
}

/// What a member holds, as it would be written on a command line; empty where it holds nothing.
template <typename Target>
std::string written(const Target& target) {
    using T = std::remove_cvref_t<Target>;
    if constexpr (std::is_same_v<T, bool>) {
        return target ? "true" : "false";
    } else if constexpr (std::is_same_v<T, std::int64_t>) {
        return std::to_string(target);
    } else if constexpr (std::is_same_v<T, std::string>) {
        return target;
    } else if constexpr (std::is_same_v<T, base::Seconds>) {
        return std::to_string(target.count()) + "s";
    } else {
        return {};
    }
}

/// An Assign that counts how often a flag was given (`-vv`); a settings file may give a number.
[[nodiscard]] Assign count_into(unsigned& target);

}  // namespace ptkt::cli

#endif
