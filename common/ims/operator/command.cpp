#include "common/ims/operator/command.hpp"

#include <algorithm>
#include <array>

#include "common/base/text/ascii.hpp"
#include "common/base/text/near_miss.hpp"

namespace ptkt::ims_operator {

namespace {

constexpr std::string_view kAll = "ALL";

enum class Operand { None, NameOrAll, PortOrAll, Name, Link, Client, Summary, Force };

struct Form {
    Verb verb;
    Operand operand;
};

constexpr std::array<std::string_view, 14> kWords = {
    "VIEWHWS",  "VIEWPORT", "VIEWDS",  "VIEWRMT",  "VIEWMSC",  "STOPRMT",  "STARTRMT",
    "STOPSCLN", "STOPCLNT", "STOPMSC", "STARTMSC", "STOPLINK", "CLOSEHWS", "METRICS"};
constexpr std::array<Form, kWords.size()> kForms = {{{Verb::ViewHws, Operand::Summary},
                                                     {Verb::ViewPort, Operand::PortOrAll},
                                                     {Verb::ViewDs, Operand::NameOrAll},
                                                     {Verb::ViewRmt, Operand::NameOrAll},
                                                     {Verb::ViewMsc, Operand::NameOrAll},
                                                     {Verb::StopRmt, Operand::Name},
                                                     {Verb::StartRmt, Operand::Name},
                                                     {Verb::StopSendClient, Operand::Name},
                                                     {Verb::StopClient, Operand::Client},
                                                     {Verb::StopMsc, Operand::Name},
                                                     {Verb::StartMsc, Operand::Name},
                                                     {Verb::StopLink, Operand::Link},
                                                     {Verb::CloseHws, Operand::Force},
                                                     {Verb::Metrics, Operand::None}}};

base::Error wrong(std::string what) {
    return {base::ErrorKind::Usage, std::move(what), "see imscon-recv(1), OPERATOR COMMANDS"};
}

base::Error unknown(std::string_view word) {
    auto error = wrong(fmt::format("no command '{}'", base::printable(word, 20)));
    if (const auto meant = base::near_miss(word, {kWords.begin(), kWords.end()}))
        error.hint = fmt::format("did you mean {}?", kWords[*meant]);
    return error;
}

bool is_name(std::string_view word) {
    const auto fits = [](char c) {
        return base::is_upper(c) || base::is_digit(c) || base::is_national(c);
    };
    return !word.empty() && word.size() <= 8 && std::ranges::all_of(word, fits);
}

bool is_port(std::string_view word) {
    return !word.empty() && word.size() <= 5 && word.front() != '0' &&
           std::ranges::all_of(word, base::is_digit) && std::stoi(std::string(word)) <= 65'535;
}

base::Result<Command> with_name(Command command, std::string_view word, std::string_view verb) {
    if (!is_name(word))
        return wrong(fmt::format("{} takes a name of 1 to 8 letters and digits", verb));
    command.name = word;
    return command;
}

base::Result<Command> with_link(Command command, const std::vector<std::string_view>& words) {
    if (words.size() != 3 || !is_name(words[1]) || !is_name(words[2]))
        return wrong("STOPLINK takes a link and the LCLPLKID of its MSC statement");
    command.name = words[1];
    command.path = words[2];
    return command;
}

base::Result<Command> with_client(Command command, const std::vector<std::string_view>& words) {
    if (words.size() != 3 || !is_port(words[1]) || !is_name(words[2]))
        return wrong("STOPCLNT takes a port number and the client ID of a connection to it");
    command.name = words[1];
    command.path = words[2];
    return command;
}

base::Result<Command> with_operand(const Form& form, std::string_view verb, std::string_view word) {
    Command command{form.verb, {}, false, false, {}};
    switch (form.operand) {
        case Operand::NameOrAll:
            return with_name(std::move(command), word.empty() ? kAll : word, verb);
        case Operand::Name:
            return with_name(std::move(command), word, verb);
        case Operand::PortOrAll:
            command.name = word.empty() ? kAll : word;
            if (command.name == kAll || is_port(command.name)) return command;
            return wrong(fmt::format("{} takes a port number or ALL", verb));
        case Operand::Summary:
            command.summary = word == "SUMMARY";
            if (word.empty() || command.summary) return command;
            return wrong(fmt::format("{} takes nothing but SUMMARY", verb));
        case Operand::Force:
            command.force = word == "FORCE";
            if (word.empty() || command.force) return command;
            return wrong(fmt::format("{} takes nothing but FORCE", verb));
        case Operand::Link:
        case Operand::Client:
        case Operand::None:
            break;
    }
    if (word.empty()) return command;
    return wrong(fmt::format("{} takes no operand", verb));
}

std::size_t index_of(Verb verb) {
    const auto found =
        std::ranges::find_if(kForms, [verb](const Form& form) { return form.verb == verb; });
    return static_cast<std::size_t>(found - kForms.begin());
}

}  // namespace

std::span<const std::string_view> command_words() {
    return kWords;
}

base::Result<Command> parse_command(std::string_view text) {
    if (text.size() > kLongestCommand) return wrong("the command is too long");
    const std::string upper = base::to_upper(text);
    const auto words = base::split_words(upper);
    if (words.empty()) return wrong("no command");
    const auto found = std::ranges::find(kWords, words.front());
    if (found == kWords.end()) return unknown(words.front());
    const auto& form = kForms[static_cast<std::size_t>(found - kWords.begin())];
    if (form.operand == Operand::Link) return with_link({form.verb, {}, false, false, {}}, words);
    if (form.operand == Operand::Client)
        return with_client({form.verb, {}, false, false, {}}, words);
    if (words.size() > 2) return wrong(fmt::format("{} takes one operand at most", *found));
    return with_operand(form, *found, words.size() == 2 ? words[1] : std::string());
}

std::string to_string(const Command& command) {
    std::string text(kWords[index_of(command.verb)]);
    if (!command.name.empty()) text += " " + command.name;
    if (!command.path.empty()) text += " " + command.path;
    if (command.summary) text += " SUMMARY";
    if (command.force) text += " FORCE";
    return text;
}

}  // namespace ptkt::ims_operator
