#ifndef PTKT_FORMATS_LOG_MESSAGE_HPP
#define PTKT_FORMATS_LOG_MESSAGE_HPP

#include <string>

#include "common/formats/json/json.hpp"

/// Messages for the log of a system: syslog's and systemd's journal. Whatever the texts contain,
/// a message is one line of the one, and one entry of the other.
namespace ptkt::formats {

/// How much a message matters, with syslog's numbers.
enum class Severity { Error = 3, Warning = 4, Informational = 6 };

/// The two forms, and none: lines for people.
enum class LogForm { Lines, Syslog, Journal };

/// One message. All have the facility authpriv, since they say who signs on where.
struct LogMessage {
    std::string program;  ///< of whom it is
    Severity severity = Severity::Informational;
    std::string time;  ///< RFC 3339
    std::string id;    ///< a number such as ICH408I, or a word
    std::string text;
    const json::Json& fields;  ///< an object; members that are null are left out
};

/// A message of RFC 5424 with every field as structured data, without a line end.
[[nodiscard]] std::string syslog_line(const LogMessage& message);

/// An entry as systemd's journal takes it and `logger --journald` reads it: a line for each field.
[[nodiscard]] std::string journal_entry(const LogMessage& message);

}  // namespace ptkt::formats

#endif
