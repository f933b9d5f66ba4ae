#include "common/racf/report/audit_formats.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "common/base/text/ascii.hpp"
#include "common/formats/log/message.hpp"
#include "common/racf/language/table.hpp"

namespace ptkt::report {

namespace {

constexpr std::size_t kLongestValue = 2'000;

std::string member(const json::Json& record, std::string_view name) {
    const json::Json* value = record.find(name);
    return value == nullptr ? std::string() : base::printable(value->bare(), kLongestValue);
}

/// A line of fields at columns, counted from 1.
class Columns {
  public:
    void put(std::size_t first, std::size_t last, std::string_view value) {
        if (text_.size() < last) text_.resize(last, ' ');
        const std::size_t width = last - first + 1;
        std::ranges::copy(value.substr(0, width),
                          text_.begin() + static_cast<std::ptrdiff_t>(first - 1));
    }
    void put(std::size_t first, bool yes) { put(first, first + 3, yes ? "YES" : "NO"); }
    [[nodiscard]] std::string take() { return std::move(text_); }

  private:
    std::string text_;
};

/// What the columns that all records begin with say.
struct Header {
    std::string_view event;
    std::string_view qualifier;
    bool is_violation = false;
    std::string user;
};

Columns unload_header(const json::Json& record, const Header& header) {
    constexpr std::size_t kDate = 10;
    constexpr std::size_t kTimeBegins = 11;
    constexpr std::size_t kTime = 8;
    const std::string when = member(record, "time");
    Columns line;
    line.put(1, 8, header.event);
    line.put(10, 17, header.qualifier);
    line.put(19, 26, when.size() < kTimeBegins + kTime ? "" : when.substr(kTimeBegins, kTime));
    line.put(28, 37, when.substr(0, kDate));
    line.put(39, 42, "PTKT");
    line.put(44, header.is_violation);
    line.put(49, header.qualifier == "UNDFUSER");
    line.put(54, false);
    line.put(59, 66, header.user);
    line.put(277, 280, "");
    return line;
}

/// The words of IRRADU00 for the qualifiers of event 1; of others the number itself.
std::string initiation_word(const std::string& qualifier) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 9> kWords{
        {{"0", "SUCCESSI"},
         {"32", "SUCCESSI"},
         {"1", "INVPSWD"},
         {"2", "INVGRP"},
         {"4", "INVTERM"},
         {"5", "INVAPPL"},
         {"6", "REVKUSER"},
         {"7", "REVKAUTO"},
         {"9", "UNDFUSER"}}};
    for (const auto& [number, word] : kWords)
        if (number == qualifier) return std::string(word);
    return qualifier;
}

std::optional<std::string> initiation(const json::Json& record) {
    if (member(record, "smf_event") != "1") return std::nullopt;
    const std::string word = initiation_word(member(record, "smf_qualifier"));
    const bool is_success = word == "SUCCESSI";
    // Only the record of a password says in which way the user signed on; only one of a ticket that
    // a key was tried for says of which type that would be.
    const json::Json* const type = record.find("type");
    const bool is_ticket = member(record, "event") == "signon" && record.find("way") == nullptr &&
                           type != nullptr && !type->is_null();
    Columns line = unload_header(record, {"JOBINIT", word, !is_success, member(record, "user")});
    line.put(282, 289, member(record, "appl"));
    line.put(291, 545,
             fmt::format("PEER={} REASON={} {}", member(record, "peer"), member(record, "reason"),
                         member(record, "detail")));
    line.put(4600, is_ticket);
    line.put(4605, is_ticket && is_success);
    return line.take();
}

/// Who used the service stands where the issuer does: an account of the system where no user of
/// RACF was named. Which words stand for the qualifiers of failures is not documented, so the
/// number does.
std::string ticket_service(const json::Json& record, std::string_view event) {
    const std::string number = member(record, "smf_qualifier");
    const std::string caller = member(record, "caller");
    const bool is_done = number == "0" || member(record, "event") == "ticket-made";
    Columns line =
        unload_header(record, {event, is_done ? "SUCCESS" : std::string_view(number), !is_done,
                               caller.empty() ? base::to_upper(member(record, "login")) : caller});
    line.put(282, 289, member(record, "appl"));
    line.put(291, 298, member(record, "user"));
    return line.take();
}

/// RACF writes a record of commands that change something; of refused ones only when the issuer had
/// no authority, which our record does not say.
std::optional<std::string> command(const json::Json& record) {
    constexpr std::array<std::string_view, 15> kEvents{
        "ADDGROUP", "ADDUSER", "ALTGROUP", "ALTUSER", "CONNECT", "DELGROUP", "DELUSER", "PASSWORD",
        "PERMIT",   "RALTER",  "RDEFINE",  "RDELETE", "REMOVE",  "SETROPTS", "RVARY"};
    const std::string text = member(record, "command");
    const auto* const known =
        racf_command::find_command(base::to_upper(text.substr(0, text.find(' '))));
    const std::string rc = member(record, "rc");
    if (known == nullptr || (rc != "0" && rc != "4")) return std::nullopt;
    if (std::ranges::find(kEvents, std::string_view(known->name)) == kEvents.end())
        return std::nullopt;
    return unload_header(record, {known->name, "SUCCESS", false, member(record, "user")}).take();
}

std::string_view why_refused(const json::Json& record) {
    const std::string qualifier = member(record, "smf_qualifier");
    if (member(record, "event") == "revocation") return "EXCESSIVE PASSWORDS OR INACTIVE USER";
    if (qualifier == "2") return "INVALID GROUP";
    if (qualifier == "4") return "NOT AUTHORIZED TO TERMINAL/CONSOLE";
    if (qualifier == "5") return "NOT AUTHORIZED TO APPLICATION";
    if (qualifier == "6") return "REVOKED USER ACCESS ATTEMPT";
    if (qualifier == "9") return "USER AT TERMINAL          NOT RACF-DEFINED";
    if (qualifier == "28") return "GROUP ACCESS HAS BEEN REVOKED";
    return "INVALID PASSWORD";
}

bool is_refusal(const json::Json& record) {
    const std::string event = member(record, "event");
    return event == "revocation" || event == "ticket-refused" ||
           member(record, "decision") == "rejected";
}

std::string message_id(const json::Json& record) {
    return ich408i_of(record) ? "ICH408I" : base::to_upper(member(record, "event"));
}

formats::LogMessage log_message(const json::Json& record, const std::string& text) {
    const bool is_bad = is_refusal(record) || member(record, "decision") == "error";
    return {"ptkt",
            is_bad ? formats::Severity::Warning : formats::Severity::Informational,
            member(record, "time"),
            message_id(record),
            ich408i_of(record).value_or(text),
            record};
}

}  // namespace

std::optional<std::string> irradu00_line(const json::Json& record) {
    const std::string event = member(record, "event");
    if (event == "signon" || event == "revocation") return initiation(record);
    if (event == "ticket-made" || event == "ticket-refused")
        return ticket_service(record, "PTCREATE");
    // What could not be decided has no qualifier.
    if (event == "ticket-evaluated" && record.find("smf_qualifier") != nullptr)
        return ticket_service(record, "PTEVAL");
    return event == "command" ? command(record) : std::nullopt;
}

std::optional<std::string> ich408i_of(const json::Json& record) {
    const std::string event = member(record, "event");
    // RACF writes it of sign-ons; what it writes of R_ticketserv is not documented.
    if (!is_refusal(record) || event == "ticket-refused" || event == "ticket-evaluated")
        return std::nullopt;
    const bool is_known = member(record, "smf_qualifier") != "9";
    return fmt::format("ICH408I USER({:<8}) GROUP({:<8}) NAME({:<20}) LOGON/JOB INITIATION - {}",
                       member(record, "user"), "", is_known ? "####################" : "???",
                       why_refused(record));
}

std::string syslog_line(const json::Json& record, const std::string& text) {
    return formats::syslog_line(log_message(record, text));
}

std::string journal_entry(const json::Json& record, const std::string& text) {
    return formats::journal_entry(log_message(record, text));
}

}  // namespace ptkt::report
