#include <algorithm>
#include <set>
#include <string_view>

#include "common/base/text/ascii.hpp"
#include "common/racf/diagnosis/hypotheses.hpp"

namespace ptkt::diagnosis {

namespace {

using passticket::Kind;

/// A text that the ticket may have been before it was damaged.
struct TicketForm {
    Cause cause;
    std::string what;
    std::string text;
};

/// Collects texts, each once; the ticket itself is not among them.
class TicketForms {
  public:
    explicit TicketForms(std::string_view ticket) { seen_.emplace(ticket); }

    void add(Cause cause, std::string text, std::string what) {
        if (seen_.insert(text).second) forms_.push_back({cause, std::move(what), std::move(text)});
    }
    [[nodiscard]] const std::vector<TicketForm>& forms() const { return forms_; }

  private:
    std::set<std::string, std::less<>> seen_;
    std::vector<TicketForm> forms_;
};

std::string_view alphabet_of(Kind kind) {
    constexpr std::string_view kAll =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789abcdefghijklmnopqrstuvwxyz-_";
    return kind == Kind::Mixed ? kAll : kAll.substr(0, 36);
}

/// Every text that comes of replacing some of the characters by their partners. `partner` gives the
/// other character, or 0 for one that has none.
template <typename Partner>
std::vector<std::string> exchanges(std::string_view ticket, Partner partner) {
    std::vector<std::string> texts{std::string(ticket)};
    for (std::size_t i = 0; i < ticket.size(); ++i) {
        const char other = partner(ticket[i]);
        if (other == 0) continue;
        const std::size_t before = texts.size();
        for (std::size_t t = 0; t < before; ++t) {
            texts.push_back(texts[t]);
            texts.back()[i] = other;
        }
    }
    return texts;
}

bool of_one_case(std::string_view text) {
    return std::none_of(text.begin(), text.end(), base::is_lower) ||
           std::none_of(text.begin(), text.end(), base::is_upper);
}

/// Letters that all have one case may have had either. A legacy or UPPER ticket had upper case.
void add_folded(std::string_view ticket, Kind kind, TicketForms& forms) {
    if (kind != Kind::Mixed) {
        forms.add(Cause::FoldedCase, base::to_upper(ticket),
                  "the ticket came in lower case, which is not its own");
        return;
    }
    if (!of_one_case(ticket)) return;
    const auto other_case = [](char c) {
        return base::is_upper(c) ? base::to_lower(c) : base::is_lower(c) ? base::to_upper(c) : '\0';
    };
    const bool upper = std::none_of(ticket.begin(), ticket.end(), base::is_lower);
    for (std::string& text : exchanges(ticket, other_case))
        forms.add(Cause::FoldedCase, std::move(text),
                  fmt::format("something on the way folded the ticket to {} case",
                              upper ? "upper" : "lower"));
}

void add_look_alikes(std::string_view ticket, TicketForms& forms) {
    const auto look_alike = [](char c) -> char {
        switch (c) {
            case 'O':
                return '0';
            case '0':
                return 'O';
            case 'I':
                return '1';
            case '1':
                return 'I';
            default:
                return 0;
        }
    };
    for (std::string& text : exchanges(ticket, look_alike))
        forms.add(Cause::LookAlike, std::move(text), "O and 0, or I and 1, were exchanged");
}

void add_substitutions(std::string_view ticket, Kind kind, TicketForms& forms) {
    for (std::size_t i = 0; i < ticket.size(); ++i) {
        for (const char c : alphabet_of(kind)) {
            std::string text(ticket);
            text[i] = c;
            forms.add(Cause::Mistyped, std::move(text),
                      fmt::format("character {} should be {}", i + 1, c));
        }
    }
    for (std::size_t i = 0; i + 1 < ticket.size(); ++i) {
        std::string text(ticket);
        std::swap(text[i], text[i + 1]);
        forms.add(Cause::Mistyped, std::move(text),
                  fmt::format("characters {} and {} are exchanged", i + 1, i + 2));
    }
}

void add_removals(std::string_view ticket, TicketForms& forms) {
    for (std::size_t i = 0; i < ticket.size(); ++i) {
        std::string text(ticket);
        text.erase(i, 1);
        forms.add(Cause::Mistyped, std::move(text),
                  fmt::format("character {} is one too many", i + 1));
    }
}

void add_insertions(std::string_view ticket, Kind kind, TicketForms& forms) {
    for (std::size_t i = 0; i <= ticket.size(); ++i) {
        for (const char c : alphabet_of(kind)) {
            std::string text(ticket);
            text.insert(i, 1, c);
            forms.add(Cause::Mistyped, std::move(text),
                      fmt::format("character {} is missing, it should be {}", i + 1, c));
        }
    }
}

TicketForms forms_of(std::string_view ticket, Kind kind) {
    constexpr std::size_t kSize = passticket::Ticket::kSize;
    TicketForms forms(ticket);
    const std::string_view trimmed = base::trim(ticket);
    if (trimmed.size() == kSize && trimmed.size() != ticket.size())
        forms.add(Cause::Mistyped, std::string(trimmed), "blanks around the ticket came along");
    if (ticket.size() == kSize) {
        add_folded(ticket, kind, forms);
        add_look_alikes(ticket, forms);
        add_substitutions(ticket, kind, forms);
    } else if (ticket.size() == kSize + 1) {
        add_removals(ticket, forms);
    } else if (ticket.size() == kSize - 1) {
        add_insertions(ticket, kind, forms);
    }
    return forms;
}

const char* todo_of(Cause cause, Kind kind) {
    if (cause == Cause::FoldedCase)
        return kind == Kind::Mixed ? "use type UPPER, or let the application take mixed case and "
                                     "set SETROPTS PASSWORD(MIXEDCASE)"
                                   : "send the ticket as it was made";
    return "send the ticket as it was made; a program should never retype one";
}

}  // namespace

Trials try_ticket_forms(const Case& c) {
    Trials trials;
    for (const ReadyKey& key : c.expected_keys()) {
        const bool folds = key.kind() == Kind::Legacy && c.evidence().fold_legacy;
        const std::string ticket =
            folds ? base::to_upper(c.evidence().ticket) : c.evidence().ticket;
        const TicketForms forms = forms_of(ticket, key.kind());
        for (const TicketForm& form : forms.forms()) {
            const auto value = c.value_of(form.text, key.kind());
            if (!value) continue;
            const auto made = trials.attempt(form.cause, key, c.names(), *value, c.now());
            if (!made) continue;
            Finding finding{form.cause};
            finding.what = form.what;
            finding.todo = todo_of(form.cause, key.kind());
            finding.made = *made;
            finding.profile = key.from().profile;
            trials.add(std::move(finding));
        }
    }
    return trials;
}

}  // namespace ptkt::diagnosis
