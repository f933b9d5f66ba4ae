#include "common/ims/operator/equivalents.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <map>
#include <optional>
#include <span>

#include "common/base/text/ascii.hpp"

namespace ptkt::ims_operator {

namespace {

using Commands = base::Result<std::vector<Command>>;

/// `VERB RESOURCE KEYWORD(values) ...`, as both longer forms have it in the end.
struct Long {
    std::string verb;
    std::string resource;
    std::map<std::string, std::string, std::less<>> keywords;  ///< what stands in parentheses

    [[nodiscard]] bool has(std::string_view keyword, std::string_view value) const {
        const auto found = keywords.find(keyword);
        return found != keywords.end() && found->second == value;
    }
};

/// The words of a command: what blanks or commas separate outside of parentheses, a word together
/// with the parenthesis behind it.
base::Result<std::vector<std::string>> words_of(std::string_view text) {
    std::vector<std::string> words;
    int depth = 0;
    bool in_word = false;
    for (const char c : text) {
        const bool is_blank = c == ' ' || c == '\t';
        if (depth == 0 && c == '(' && !words.empty()) in_word = true;
        if (c == '(') ++depth;
        if (c == ')' && --depth < 0) return wrong_command("a parenthesis too many");
        if (is_blank || (c == ',' && depth == 0)) {
            if (depth == 0) in_word = false;
            continue;
        }
        if (!in_word) words.emplace_back();
        in_word = true;
        words.back() += c;
    }
    if (depth != 0) return wrong_command("a parenthesis is not closed");
    return words;
}

std::vector<std::string> list_of(std::string_view values) {
    std::vector<std::string> list;
    std::string one;
    int depth = 0;
    for (const char c : values) {
        if (c == '(') ++depth;
        if (c == ')') --depth;
        if (c == ',' && depth == 0) {
            list.push_back(std::exchange(one, {}));
        } else {
            one += c;
        }
    }
    list.push_back(std::move(one));
    return list;
}

/// `NAME(A,B)` as NAME and `A,B`.
std::optional<std::pair<std::string, std::string>> keyword_of(std::string_view word) {
    const auto open = word.find('(');
    if (open == std::string_view::npos || open == 0 || !word.ends_with(')')) return std::nullopt;
    return std::pair(std::string(word.substr(0, open)),
                     std::string(word.substr(open + 1, word.size() - open - 2)));
}

base::Error has_no_place(std::string_view keyword) {
    return wrong_command(
        fmt::format("{}() has no place in this command", base::printable(keyword, 20)));
}

/// The verbs of both forms; OM takes the short ones as well.
std::string_view verb_of(std::string_view word) {
    if (word == "QUERY" || word == "QRY") return "QUERY";
    if (word == "UPDATE" || word == "UPD") return "UPDATE";
    if (word == "SHUTDOWN") return "SHUTDOWN";
    if (word == "CREATE") return "CREATE";
    return word == "DELETE" ? "DELETE" : "";
}

/// `F job,` and `MODIFY job,`, which say for whom the rest is.
std::string_view without_modify(std::string_view text) {
    const auto start = text.find_first_not_of(' ');
    if (start == std::string_view::npos) return text;
    const auto rest = text.substr(start);
    if (!rest.starts_with("F ") && !rest.starts_with("MODIFY ")) return text;
    const auto comma = rest.find(',');
    return comma == std::string_view::npos ? text : rest.substr(comma + 1);
}

/// Which resource it is about: of a type-2 command TYPE says so, where CONFIG is IMS Connect
/// itself.
base::Status name_resource(Long& command) {
    auto type = command.keywords.extract("TYPE");
    if (command.resource == "IMSCON") {
        if (type.empty()) return wrong_command("IMSCON needs TYPE(...)");
        command.resource = type.mapped() == "CONFIG" ? "MEMBER" : type.mapped();
    } else if (command.resource == "MEMBER" && command.verb == "SHUTDOWN" && type.empty()) {
        return {};
    } else if (command.resource == "MEMBER" && (type.empty() || type.mapped() != "IMSCON")) {
        return wrong_command("MEMBER needs TYPE(IMSCON)");
    } else if (command.resource != "MEMBER" && !type.empty()) {
        return has_no_place("TYPE");
    }
    return {};
}

base::Result<Long> read(const std::vector<std::string>& words) {
    for (const std::string& word : std::span(words).first(std::min<std::size_t>(words.size(), 2)))
        if (word.find('(') != std::string::npos)
            return wrong_command(fmt::format("'{}' is a verb or a resource with a parenthesis",
                                             base::printable(word, 20)));
    if (words.size() < 2) return wrong_command(fmt::format("{} needs a resource", words.front()));
    Long command{std::string(verb_of(words[0])), words[1], {}};
    for (std::size_t i = 2; i < words.size(); ++i) {
        auto keyword = keyword_of(words[i]);
        if (!keyword)
            return wrong_command(fmt::format("'{}' is not a keyword with its value in parentheses",
                                             base::printable(words[i], 20)));
        if (!command.keywords.insert(std::move(*keyword)).second)
            return wrong_command(fmt::format("'{}' is there twice", base::printable(words[i], 20)));
    }
    if (auto named = name_resource(command); !named) return std::move(named).error();
    return command;
}

/// WTOR commands by resource; empty where there is none of the kind.
struct Resource {
    std::string_view name;
    std::string_view view;
    std::string_view start;
    std::string_view stop;
};
constexpr auto kResources =
    std::to_array<Resource>({{"PORT", "VIEWPORT", "OPENPORT", "STOPPORT"},
                             {"DATASTORE", "VIEWDS", "OPENDS", "STOPDS"},
                             {"RMTIMSCON", "VIEWRMT", "STARTRMT", "STOPRMT"},
                             {"MSC", "VIEWMSC", "STARTMSC", "STOPMSC"},
                             {"IMSPLEX", "VIEWIP", "", ""},
                             {"SENDCLNT", "VIEWRMT", "", "STOPSCLN"},
                             {"LINK", "VIEWMSC", "", "STOPLINK"},
                             {"CLIENT", "VIEWPORT", "", "STOPCLNT"}});

base::Error not_supported(const Long& command) {
    return wrong_command(fmt::format("{} of {} is not supported here", command.verb,
                                     base::printable(command.resource, 20)));
}

std::string value_of(const Long& command, std::string_view keyword) {
    const auto found = command.keywords.find(keyword);
    return found == command.keywords.end() ? std::string() : found->second;
}

/// Each text as a command; the first that is none is the error.
Commands parsed(const std::vector<std::string>& texts) {
    std::vector<Command> commands;
    for (const std::string& text : texts) {
        auto command = parse_command(text);
        if (!command) return std::move(command).error();
        commands.push_back(std::move(*command));
    }
    return commands;
}

/// What a display of a thing is asked by: a send client is seen with its RMTIMSCON, a logical link
/// with its MSC, a client with its port.
std::string_view seen_with(std::string_view resource) {
    if (resource == "SENDCLNT") return "RMTIMSCON";
    if (resource == "LINK") return "MSC";
    return resource == "CLIENT" ? "PORT" : "NAME";
}

/// What is not used is refused: nobody should think that it counted.
base::Status takes_only(const Long& command, std::initializer_list<std::string_view> taken) {
    for (const auto& [keyword, value] : command.keywords)
        if (std::ranges::find(taken, keyword) == taken.end()) return has_no_place(keyword);
    return {};
}

Commands query(const Long& command) {
    if (command.resource == "MEMBER") {
        if (auto right = takes_only(command, {"SHOW"}); !right) return std::move(right).error();
        return parsed({"VIEWHWS"});
    }
    const auto* const found = std::ranges::find(kResources, command.resource, &Resource::name);
    if (found == kResources.end()) return not_supported(command);
    if (auto right = takes_only(command, {"SHOW", "NAME", seen_with(command.resource)}); !right)
        return std::move(right).error();
    std::vector<std::string> texts;
    for (const std::string& name : list_of(value_of(command, seen_with(command.resource))))
        texts.push_back(
            fmt::format("{} {}", found->view, name.empty() || name == "*" ? "ALL" : name));
    return parsed(texts);
}

/// SET(RACF(ON),PSWDMC(RCF),UIDCACHE(OFF)).
Commands set(const std::string& settings) {
    std::vector<std::string> texts;
    for (const std::string& one : list_of(settings)) {
        const auto setting = keyword_of(one);
        const std::string_view name = setting ? std::string_view(setting->first) : one;
        const std::string_view verb = name == "RACF"       ? "SETRACF"
                                      : name == "PSWDMC"   ? "SETPWMC"
                                      : name == "UIDCACHE" ? "SETUIDC"
                                                           : "";
        if (!setting || verb.empty())
            return wrong_command(
                fmt::format("SET({}) is not supported here", base::printable(one, 20)));
        texts.push_back(fmt::format("{} {}", verb, setting->second));
    }
    return parsed(texts);
}

Commands update_member(const Long& command) {
    if (const auto found = command.keywords.find("SET"); found != command.keywords.end()) {
        if (auto right = takes_only(command, {"SET"}); !right) return std::move(right).error();
        return set(found->second);
    }
    if (command.has("SHUTDOWN", "COMM")) {
        if (auto right = takes_only(command, {"SHUTDOWN", "OPTION"}); !right)
            return std::move(right).error();
        const bool is_forced = command.has("OPTION", "FORCE");
        if (!is_forced && command.keywords.contains("OPTION") && !command.has("OPTION", "QUIESCE"))
            return wrong_command("SHUTDOWN(COMM) takes OPTION(QUIESCE) or OPTION(FORCE)");
        return parsed({is_forced ? "CLOSEHWS FORCE" : "CLOSEHWS"});
    }
    for (const std::string_view how : {"START", "STOP"})
        for (const std::string_view what : {"TRACE", "RECORDER"}) {
            if (!command.has(how, what)) continue;
            if (auto right = takes_only(command, {how}); !right) return std::move(right).error();
            return parsed({how == "START" ? "RECORDER OPEN" : "RECORDER CLOSE"});
        }
    return wrong_command(
        "of IMS Connect itself SET(RACF(), PSWDMC(), UIDCACHE()) SHUTDOWN(COMM), and START and "
        "STOP of TRACE or RECORDER can be updated here");
}

/// Operands that are needed beside the name.
std::string stop_text(const Long& command, std::string_view word, const std::string& name) {
    if (command.resource == "CLIENT")
        return fmt::format("{} {} {}", word, value_of(command, "PORT"), name);
    if (command.resource != "LINK") return fmt::format("{} {}", word, name);
    const auto path = value_of(command, command.keywords.contains("MSC") ? "MSC" : "LCLPLKID");
    return fmt::format("{} {} {}", word, name, path);
}

/// What says beside its name which one is meant.
base::Status takes_only_names(const Long& command, std::string_view what) {
    if (command.resource == "CLIENT") return takes_only(command, {"NAME", "PORT", what});
    if (command.resource == "LINK") return takes_only(command, {"NAME", "MSC", "LCLPLKID", what});
    if (command.resource == "SENDCLNT") return takes_only(command, {"NAME", "RMTIMSCON", what});
    return takes_only(command, {"NAME", what});
}

/// `what`: the keyword that says so, or the verb.
Commands update(const Long& command, std::string_view what) {
    const bool starts = what == "START";
    const auto names = list_of(value_of(command, "NAME"));
    const auto* const found = std::ranges::find(kResources, command.resource, &Resource::name);
    if (found == kResources.end() || (starts ? found->start : found->stop).empty())
        return not_supported(command);
    if (auto right = takes_only_names(command, what); !right) return std::move(right).error();
    std::vector<std::string> texts;
    for (const std::string& name : names)
        texts.push_back(starts ? fmt::format("{} {}", found->start, name)
                               : stop_text(command, found->stop, name));
    return parsed(texts);
}

Commands refresh(const Long& command) {
    if (!command.has("OPTION", "REFRESH")) return not_supported(command);
    if (auto right = takes_only(command, {"NAME", "OPTION"}); !right)
        return std::move(right).error();
    std::vector<std::string> texts;
    for (const std::string& user : list_of(value_of(command, "NAME")))
        texts.push_back(fmt::format("REFRESH RACFUID NAME({})", user));
    return parsed(texts);
}

/// QUIESCE, or FORCE.
Commands shut_down(const Long& command) {
    const std::string option = value_of(command, "OPTION");
    if (command.resource != "MEMBER" ||
        !(option.empty() || option == "QUIESCE" || option == "FORCE"))
        return not_supported(command);
    if (auto right = takes_only(command, {"OPTION"}); !right) return std::move(right).error();
    return parsed({option == "FORCE" ? "CLOSEHWS FORCE" : "CLOSEHWS"});
}

Commands carry_over(const Long& command) {
    if (command.verb == "SHUTDOWN") return shut_down(command);
    if (command.verb == "CREATE") return not_supported(command);
    if (command.verb == "QUERY") return query(command);
    // MODIFY deletes what type-2 commands stop.
    if (command.verb == "DELETE") return update(command, "DELETE");
    if (command.resource == "MEMBER") return update_member(command);
    if (command.resource == "RACFUID") return refresh(command);
    for (const std::string_view what : {"START", "STOP"})
        if (command.has(what, "COMM")) return update(command, what);
    return not_supported(command);
}

}  // namespace

base::Result<std::vector<Command>> parse_any_form(std::string_view text) {
    if (text.size() > kLongestCommand) return wrong_command("the command is too long");
    const std::string upper = base::to_upper(text);
    const std::string_view asked = without_modify(upper);
    const auto words = base::split_words(asked);
    if (words.empty() || verb_of(words.front()).empty()) {
        auto command = parse_command(asked);
        if (!command) return std::move(command).error();
        return std::vector<Command>{std::move(*command)};
    }
    const auto whole = words_of(asked);
    if (!whole) return whole.error();
    const auto command = read(*whole);
    if (!command) return command.error();
    return carry_over(*command);
}

}  // namespace ptkt::ims_operator
