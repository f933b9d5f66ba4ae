#ifndef PTKT_RACF_REPORT_AUDIT_FORMATS_HPP
#define PTKT_RACF_REPORT_AUDIT_FORMATS_HPP

#include <optional>
#include <string>

#include "common/formats/json/json.hpp"

/// Records of the audit log as other programs read them.
namespace ptkt::report {

/// A record as RACF's SMF data unload writes it, without its line end: JOBINIT for a sign-on and an
/// automatic revocation, PTCREATE for a ticket, and a command by its name. Nothing for records that
/// SMF does not have. Columns whose contents are not known stay blank. [z/OS Security Server RACF
/// Macros and Interfaces, "IRRADU00 record format"]
[[nodiscard]] std::optional<std::string> irradu00_line(const json::Json& record);

/// RACF's message ICH408I for a refused sign-on; nothing for other records.
[[nodiscard]] std::optional<std::string> ich408i_of(const json::Json& record);

/// A message of syslog (RFC 5424), facility authpriv, with every field as structured data. `text`
/// is what people read of records without a message of RACF's.
[[nodiscard]] std::string syslog_line(const json::Json& record, const std::string& text);

/// An entry for `logger --journald`: a line for each field, and an empty line after it.
[[nodiscard]] std::string journal_entry(const json::Json& record, const std::string& text);

}  // namespace ptkt::report

#endif
