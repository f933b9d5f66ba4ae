#include "common/cli/record.hpp"

#include "common/base/ascii.hpp"
#include "common/cli/diagnostics.hpp"

namespace ptkt::cli {

namespace {

ExitStatus no_such_field(Io& io, std::string_view name, const base::Json& record) {
    std::string fields;
    for (const auto& [field, value] : *record.as_object())
        fields.append(fields.empty() ? "" : " ").append(field);
    return report_usage(io, fmt::format("no field '{}'", base::printable(name, 40)),
                        "the fields are: " + fields);
}

}  // namespace

ExitStatus print_record(Io& io, const CommonOptions& options, std::string_view text,
                        const std::function<base::Json()>& json) {
    std::string line(text);
    if (options.field) {
        const base::Json record = json();
        const base::Json* field = record.find(*options.field);
        if (field == nullptr) return no_such_field(io, *options.field, record);
        line = field->bare();
    } else if (options.json) {
        line = json().dump();
    }
    line += '\n';
    const auto written = io.out.append(line);
    return written ? ExitStatus::Done : report(io, written.error());
}

}  // namespace ptkt::cli
