#include "common/cli/record.hpp"

#include "common/base/text/ascii.hpp"
#include "common/base/text/visible.hpp"
#include "common/cli/diagnostics.hpp"

namespace ptkt::cli {

namespace {

ExitStatus no_such_field(Io& io, std::string_view name, std::string_view fields) {
    return report_usage(io, fmt::format("no field '{}'", base::printable(name, 40)),
                        fields.empty() ? std::string("no results of this command have fields")
                                       : fmt::format("the fields are: {}", fields));
}

std::string names_of(const json::Json& record) {
    std::string fields;
    for (const auto& [field, value] : *record.as_object())
        fields.append(fields.empty() ? "" : " ").append(field);
    return fields;
}

}  // namespace

std::optional<ExitStatus> refuse_unknown_field(Io& io, const CommonOptions& options,
                                               std::string_view fields) {
    if (!options.field) return std::nullopt;
    for (const std::string_view field : base::split_words(fields))
        if (field == *options.field) return std::nullopt;
    return no_such_field(io, *options.field, fields);
}

ExitStatus print_record(Io& io, const CommonOptions& options, std::string_view text,
                        const std::function<json::Json()>& json) {
    std::string line(text);
    if (options.field) {
        const json::Json record = json();
        const json::Json* field = record.find(*options.field);
        if (field == nullptr) return no_such_field(io, *options.field, names_of(record));
        line = base::on_one_line(field->bare());
    } else if (options.json) {
        line = json().dump();
    }
    line += '\n';
    const auto written = io.out.append(line);
    return written ? ExitStatus::Done : report(io, written.error());
}

}  // namespace ptkt::cli
