#include "common/ims/operator/command.hpp"

#include <algorithm>
#include <array>

#include "common/base/text/ascii.hpp"
#include "common/base/text/near_miss.hpp"

namespace ptkt::ims_operator {

namespace {

constexpr std::string_view kAll = "ALL";

enum class Operand {
    None,
    NameOrAll,
    PortOrAll,
    Name,
    Port,
    Link,
    Client,
    Summary,
    Force,
    Switch,
    Mode,
    OpenClose,
    Racfuid
};

struct Form {
    std::string_view word;
    Verb verb;
    Operand operand;
};

constexpr auto kForms = std::to_array<Form>({{"VIEWHWS", Verb::ViewHws, Operand::Summary},
                                             {"VIEWPORT", Verb::ViewPort, Operand::PortOrAll},
                                             {"VIEWDS", Verb::ViewDs, Operand::NameOrAll},
                                             {"VIEWRMT", Verb::ViewRmt, Operand::NameOrAll},
                                             {"VIEWMSC", Verb::ViewMsc, Operand::NameOrAll},
                                             {"VIEWIP", Verb::ViewIp, Operand::NameOrAll},
                                             {"STOPRMT", Verb::StopRmt, Operand::Name},
                                             {"STARTRMT", Verb::StartRmt, Operand::Name},
                                             {"STOPSCLN", Verb::StopSendClient, Operand::Name},
                                             {"STOPCLNT", Verb::StopClient, Operand::Client},
                                             {"STOPMSC", Verb::StopMsc, Operand::Name},
                                             {"STARTMSC", Verb::StartMsc, Operand::Name},
                                             {"STOPLINK", Verb::StopLink, Operand::Link},
                                             {"OPENPORT", Verb::OpenPort, Operand::Port},
                                             {"STOPPORT", Verb::StopPort, Operand::Port},
                                             {"OPENDS", Verb::OpenDs, Operand::Name},
                                             {"STOPDS", Verb::StopDs, Operand::Name},
                                             {"SETRACF", Verb::SetRacf, Operand::Switch},
                                             {"SETPWMC", Verb::SetPwmc, Operand::Mode},
                                             {"SETUIDC", Verb::SetUidc, Operand::Switch},
                                             {"REFRESH", Verb::RefreshRacfuid, Operand::Racfuid},
                                             {"CLOSEHWS", Verb::CloseHws, Operand::Force},
                                             {"RECORDER", Verb::Recorder, Operand::OpenClose},
                                             {"METRICS", Verb::Metrics, Operand::None},
                                             {"STATUS", Verb::Status, Operand::None}});

constexpr auto kWords = [] {
    std::array<std::string_view, kForms.size()> words{};
    for (std::size_t i = 0; i < kForms.size(); ++i)
        words[i] = kForms[i].word;
    return words;
}();

/// What IMS Connect has and is not here: ODBM and IMSplexes, and RRS.
constexpr auto kAbsent =
    std::to_array<std::string_view>({"OPENIP", "SETRRS", "STOPIP", "VIEWIA", "VIEWUOR"});

base::Error unknown(std::string_view word) {
    if (std::ranges::find(kAbsent, word) != kAbsent.end())
        return wrong_command(
            fmt::format("{} is a command of IMS Connect that is not supported here", word));
    auto error = wrong_command(fmt::format("no command '{}'", base::printable(word, 20)));
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
        return wrong_command(fmt::format("{} takes a name of 1 to 8 letters and digits", verb));
    command.name = word;
    return command;
}

base::Result<Command> with_word(Command command, std::string_view word, std::string_view verb,
                                std::initializer_list<std::string_view> choices) {
    if (std::ranges::find(choices, word) == choices.end())
        return wrong_command(fmt::format("{} takes {}", verb, fmt::join(choices, " or ")));
    command.name = word;
    return command;
}

/// `REFRESH RACFUID NAME(user)`, also with a blank before the parenthesis.
base::Result<Command> with_racfuid(Command command, const std::vector<std::string_view>& words) {
    std::string operand;
    for (std::size_t i = 2; i < words.size(); ++i)
        operand += words[i];
    constexpr std::string_view kBefore = "NAME(";
    const bool fits = words.size() > 2 && words[1] == "RACFUID" && operand.starts_with(kBefore) &&
                      operand.ends_with(')');
    if (fits) command.name = operand.substr(kBefore.size(), operand.size() - kBefore.size() - 1);
    if (!is_name(command.name)) return wrong_command("REFRESH takes RACFUID NAME(user ID)");
    return command;
}

base::Result<Command> with_link(Command command, const std::vector<std::string_view>& words) {
    if (words.size() != 3 || !is_name(words[1]) || !is_name(words[2]))
        return wrong_command("STOPLINK takes a link and the LCLPLKID of its MSC statement");
    command.name = words[1];
    command.path = words[2];
    return command;
}

base::Result<Command> with_client(Command command, const std::vector<std::string_view>& words) {
    if (words.size() != 3 || !is_port(words[1]) || !is_name(words[2]))
        return wrong_command(
            "STOPCLNT takes a port number and the client ID of a connection to it");
    command.name = words[1];
    command.path = words[2];
    return command;
}

base::Result<Command> with_operand(const Form& form, std::string_view word) {
    const std::string_view verb = form.word;
    Command command{form.verb, {}, false, false, {}};
    switch (form.operand) {
        case Operand::NameOrAll:
            return with_name(std::move(command), word.empty() ? kAll : word, verb);
        case Operand::Name:
            return with_name(std::move(command), word, verb);
        case Operand::PortOrAll:
            command.name = word.empty() ? kAll : word;
            if (command.name == kAll || is_port(command.name)) return command;
            return wrong_command(fmt::format("{} takes a port number or ALL", verb));
        case Operand::Summary:
            command.summary = word == "SUMMARY";
            if (word.empty() || command.summary) return command;
            return wrong_command(fmt::format("{} takes nothing but SUMMARY", verb));
        case Operand::Force:
            command.force = word == "FORCE";
            if (word.empty() || command.force) return command;
            return wrong_command(fmt::format("{} takes nothing but FORCE", verb));
        case Operand::Port:
            command.name = word;
            if (is_port(word)) return command;
            return wrong_command(fmt::format("{} takes a port number", verb));
        case Operand::Switch:
            return with_word(std::move(command), word, verb, {"ON", "OFF"});
        case Operand::OpenClose:
            return with_word(std::move(command), word, verb, {"OPEN", "CLOSE"});
        case Operand::Mode:
            return with_word(std::move(command), word, verb, {"ON", "OFF", "RCF"});
        case Operand::Racfuid:
        case Operand::Link:
        case Operand::Client:
        case Operand::None:
            break;
    }
    if (word.empty()) return command;
    return wrong_command(fmt::format("{} takes no operand", verb));
}

const Form& form_of(Verb verb) {
    return *std::ranges::find(kForms, verb, &Form::verb);
}

}  // namespace

base::Error wrong_command(std::string what) {
    return {base::ErrorKind::Usage, std::move(what), "see imscon-recv(1), OPERATOR COMMANDS"};
}

std::span<const std::string_view> command_words() {
    return kWords;
}

base::Result<Command> parse_command(std::string_view text) {
    if (text.size() > kLongestCommand) return wrong_command("the command is too long");
    const std::string upper = base::to_upper(text);
    const auto words = base::split_words(upper);
    if (words.empty()) return wrong_command("no command");
    const auto* const form = std::ranges::find(kForms, words.front(), &Form::word);
    if (form == kForms.end()) return unknown(words.front());
    if (form->operand == Operand::Link) return with_link({form->verb, {}, false, false, {}}, words);
    if (form->operand == Operand::Client)
        return with_client({form->verb, {}, false, false, {}}, words);
    if (form->operand == Operand::Racfuid)
        return with_racfuid({form->verb, {}, false, false, {}}, words);
    if (words.size() > 2)
        return wrong_command(fmt::format("{} takes one operand at most", form->word));
    return with_operand(*form, words.size() == 2 ? words[1] : std::string_view());
}

std::string to_string(const Command& command) {
    std::string text(form_of(command.verb).word);
    if (command.verb == Verb::RefreshRacfuid) return text + " RACFUID NAME(" + command.name + ")";
    if (!command.name.empty()) text += " " + command.name;
    if (!command.path.empty()) text += " " + command.path;
    if (command.summary) text += " SUMMARY";
    if (command.force) text += " FORCE";
    return text;
}

}  // namespace ptkt::ims_operator
