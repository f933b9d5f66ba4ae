#include "common/formats/log/message.hpp"

#include <fmt/format.h>

#include "common/base/text/ascii.hpp"

namespace ptkt::formats {

namespace {

constexpr std::size_t kLongestValue = 2'000;
constexpr int kAuthpriv = 10;

std::string shown(std::string_view value) {
    return base::printable(value, kLongestValue);
}

/// In structured data of syslog three characters need a backslash.
std::string escaped(std::string_view value) {
    std::string out;
    for (const char c : value) {
        if (c == '"' || c == '\\' || c == ']') out += '\\';
        out += c;
    }
    return out;
}

}  // namespace

std::string syslog_line(const LogMessage& message) {
    std::string data;
    for (const auto& [name, value] : *message.fields.as_object())
        if (!value.is_null()) data += fmt::format(" {}=\"{}\"", name, escaped(shown(value.bare())));
    return fmt::format("<{}>1 {} - {} - {} [ptkt@32473{}] {}",
                       kAuthpriv * 8 + static_cast<int>(message.severity), message.time,
                       message.program, message.id, data, shown(message.text));
}

std::string journal_entry(const LogMessage& message) {
    std::string entry = fmt::format(
        "MESSAGE={}\nPRIORITY={}\nSYSLOG_FACILITY={}\nSYSLOG_IDENTIFIER={}\nPTKT_MESSAGE={}\n",
        shown(message.text), static_cast<int>(message.severity), kAuthpriv, message.program,
        message.id);
    for (const auto& [name, value] : *message.fields.as_object())
        if (!value.is_null())
            entry += fmt::format("PTKT_{}={}\n", base::to_upper(name), shown(value.bare()));
    return entry;
}

}  // namespace ptkt::formats
