#include "tools/imscon-recv/decode_verb.hpp"

#include <unistd.h>

#include <algorithm>
#include <optional>

#include "common/base/secret.hpp"
#include "common/base/system_call.hpp"
#include "common/base/text/ascii.hpp"
#include "common/base/text/counted.hpp"
#include "common/base/text/visible.hpp"
#include "common/cli/diagnostics.hpp"
#include "common/cli/record.hpp"
#include "common/ims/capture/render.hpp"
#include "common/ims/capture/summary.hpp"
#include "tools/imscon-recv/options.hpp"

namespace ptkt::imscon_recv {

namespace {

using cli::ExitStatus;
using ims_capture::Decoder;
using Captured = ims_capture::Form;
using ims_capture::Record;

base::Result<std::uint16_t> port_of(std::string_view text) {
    std::uint32_t number = 0;
    for (const char digit : text) {
        if (!base::is_digit(digit) || number > 0xFFFF)
            return base::fail(base::ErrorKind::Malformed, "a port is a number from 1 to 65535");
        number = number * 10 + static_cast<std::uint32_t>(digit - '0');
    }
    if (number == 0 || number > 0xFFFF)
        return base::fail(base::ErrorKind::Malformed, "a port is a number from 1 to 65535");
    return static_cast<std::uint16_t>(number);
}

/// Takes records and prints them in the form that is wanted.
class Printer {
  public:
    /// `judge`: says what a store makes of tickets; or none.
    Printer(cli::Io& io, const DecodeOptions& options, TicketJudge* judge)
        : io_(io), options_(options), lines_(options.reading), judge_(judge) {}

    void take(const Record& record) {
        if (record.frame.request != nullptr || record.frame.answer != nullptr) ++messages_;
        if (!options_.filter.wants(record)) return;
        if (options_.summary) {
            summary_.add(record);
        } else {
            static_cast<void>(io_.out.append(text_of(record)));
        }
    }
    /// Nothing more can be printed or judged.
    [[nodiscard]] bool has_failed() const {
        return io_.out.failure().has_value() || failure_.has_value();
    }
    [[nodiscard]] const std::optional<base::Error>& failure() const { return failure_; }
    [[nodiscard]] std::uint64_t messages() const { return messages_; }

    [[nodiscard]] ExitStatus print_summary(const ims_capture::Seen& seen) {
        return cli::print_record(io_, options_.common, summary_.text(seen),
                                 [&] { return summary_.json(seen); });
    }

  private:
    std::string text_of(const Record& record) {
        const cli::CommonOptions& common = options_.common;
        const auto verdict = verdict_on(record);
        if (common.json || common.field) {
            json::Json json = record_json(record, options_.reading);
            if (verdict) json.set("verdict", json_of(*verdict));
            if (!common.field) return json.dump() + "\n";
            const json::Json* field = json.find(*common.field);
            return (field == nullptr ? "" : base::on_one_line(field->bare())) + "\n";
        }
        std::string text = lines_.line_of(record) + "\n";
        if (common.verbosity > 0) text += lines_.details_of(record);
        if (verdict) text += imscon_recv::text_of(*verdict);
        return text;
    }

    std::optional<Verdict> verdict_on(const Record& record) {
        if (judge_ == nullptr || failure_) return std::nullopt;
        auto verdict = judge_->judge(record);
        if (verdict) return *std::move(verdict);
        failure_ = std::move(verdict).error();
        return std::nullopt;
    }

    cli::Io& io_;
    const DecodeOptions& options_;
    ims_capture::Lines lines_;
    ims_capture::Summary summary_;
    TicketJudge* judge_;
    std::optional<base::Error> failure_;
    std::uint64_t messages_ = 0;
};

base::Status read_into(Decoder& decoder, const cli::Input& input, const Printer& printer) {
    constexpr std::size_t kPiece = std::size_t{1} << 18U;
    base::Bytes piece(kPiece);
    const base::WipeGuard guard(piece);
    while (!printer.has_failed()) {
        const auto count =
            base::uninterrupted([&] { return ::read(input.fd(), piece.data(), piece.size()); });
        if (count < 0) return base::fail(base::ErrorKind::Io, "cannot read {}", input.name());
        if (count == 0) return {};
        const auto bytes = base::ByteView(piece).first(static_cast<std::size_t>(count));
        if (auto status = decoder.feed(bytes); !status)
            return std::move(status).error().within(input.name());
    }
    return {};
}

/// Decodes one file to its end, or to where it can be read no further.
base::Status decode_file(cli::Io& io, Decoder& decoder, const std::string& file,
                         const Printer& printer) {
    auto input = cli::open_input(io, file);
    if (!input) return input.error();
    const std::uint64_t cut = decoder.seen().cut;
    auto status = read_into(decoder, *input, printer);
    auto finished = decoder.finish();
    if (status && !finished) status = std::move(finished).error().within(input->name());
    if (status && !printer.has_failed() && decoder.seen().cut > cut)
        cli::warn(io, fmt::format("{} ends within a packet", input->name()));
    return status;
}

/// `all_read`: no file was left out, which has been said.
void tell_what_is_missing(cli::Io& io, const ims_capture::Seen& seen, std::uint64_t messages,
                          bool all_read) {
    if (seen.unknown_links > 0)
        cli::warn(io, fmt::format("{} of a link type that is not known left out",
                                  base::counted(seen.unknown_links, "packet")));
    if (messages > 0 || !all_read) return;
    cli::warn(io, "no message of IMS Connect was found",
              seen.tls > 0 ? fmt::format("{} by TLS, which cannot be read",
                                         base::counted(seen.tls, "connection"))
                           : std::string());
}

std::string fields_of(const DecodeOptions& options) {
    if (options.summary) return std::string(ims_capture::Summary::kFields);
    return fmt::format("{}{}", fmt::join(ims_capture::record_fields(), " "),
                       options.explain ? " verdict" : "");
}

}  // namespace

/// Whether and how tickets are judged by a store.
static void add_judge(cli::OptionTable& table, DecodeOptions& options) {
    const char* const judged = "--appl and --at go with --explain";
    table.option({"explain", 0, "", "evaluate each ticket by a store, for the moment it was sent"},
                 options.explain);
    table
        .option({"appl", 'a', "APPL", "--explain: application of messages that name none"},
                options.judge.appl, &racf::ApplName::parse)
        .command_line_only()  // the receiver's own --appl is a list
        .goes_with({"explain"}, judged);
    table
        .option({"at", 0, "TIME", "--explain: the moment, where a file has no times; now"},
                options.judge.at)
        .goes_with({"explain"}, judged);
}

cli::OptionTable decode_table(DecodeOptions& options) {
    using ebcdic::CodePage;
    cli::OptionTable table({
        .tool = "imscon-recv decode",
        .purpose = "Decode captures of IMS Connect: pcap, pcapng, raw streams, hexadecimal text.",
        .usage = {"[OPTION]... [FILE]..."},
        .examples = {{"imscon-recv decode trace.pcap", "a line for each message and answer"},
                     {"imscon-recv decode --refusals trace.pcap", "who was refused, and why"},
                     {"imscon-recv decode --explain --store STORE trace.pcap",
                      "what the keys of a store say of each ticket"},
                     {"imscon-recv decode -v -", "every field of hexadecimal text that is pasted"}},
        .exit_status = {{"0", "messages were found"},
                        {"1", "there is no message of IMS Connect"},
                        {"64", "usage"},
                        {"65", "a file is damaged, or not of the form that was asked for"},
                        {"66", "no such file or store"},
                        {"74", "input/output error"},
                        {"77", "not permitted"},
                        {"78", "--explain: the store is unusable"}},
    });
    table.operand("FILE", "what to decode; '-' or none for standard input", options.files).file();
    table.choice({"format", 0, "FORM", "what the files are; found by their contents by default"},
                 options.decoder.form,
                 {{"auto", Captured::Auto},
                  {"capture", Captured::Capture},
                  {"raw", Captured::Raw},
                  {"hex", Captured::Hex}});
    table.choice(
        {"encoding", 'e', "PAGE", "code page of EBCDIC data; cp1047 by default"},
        options.reading.page,
        {{"cp1047", CodePage::Cp1047}, {"cp037", CodePage::Cp037}, {"cp500", CodePage::Cp500}});
    table.option({"port", 'p', "PORT", "connections of this port are of IMS Connect for sure"},
                 options.decoder.ports, &port_of);
    table.option({"connection", 0, "WHICH", "only this one: #N, ADDR, PORT or ADDR:PORT"},
                 options.filter.connection);
    table.option({"client-id", 0, "ID", "only messages of this client, and their answers"},
                 options.filter.client_id);
    table.option({"user", 'u', "USER", "only messages of this user, and their answers"},
                 options.filter.user);
    table.option({"trancode", 't', "CODE", "only messages with this transaction, and answers"},
                 options.filter.tran);
    table.option({"refusals", 0, "", "only refusals, with who was refused"},
                 options.filter.refusals);
    table.option({"summary", 0, "", "how many of what there are, instead"}, options.summary);
    add_judge(table, options);
    table.option({"show-secrets", 0, "", "print passwords and tickets"},
                 options.reading.shows_secrets);
    table.job_of(kTool, all_tables());
    cli::add_common_options(table, options.common);
    for (const std::string& one : ims_capture::record_fields())
        table.fields(one);
    table.fields("verdict");
    table.fields(ims_capture::Summary::kFields);
    return table;
}

ExitStatus run_decode(cli::Io& io) {
    DecodeOptions options;
    const cli::OptionTable table = decode_table(options);
    if (const auto over = cli::parse_options(table, io)) return *over;
    const std::string fields = fields_of(options);
    if (const auto wrong = cli::refuse_unknown_field(io, options.common, fields)) return *wrong;
    if (options.explain && options.summary)
        return cli::report_usage(io, "give --explain or --summary, not both");
    if (options.files.empty()) options.files.emplace_back("-");
    std::optional<TicketJudge> judge;
    if (options.explain) {
        options.judge.shows_secrets = options.reading.shows_secrets;
        auto opened = TicketJudge::open(io, options.common, options.judge);
        if (!opened) return cli::report(io, opened.error());
        judge.emplace(*std::move(opened));
    }
    Printer printer(io, options, judge ? &*judge : nullptr);
    Decoder decoder(options.decoder, [&](const Record& record) { printer.take(record); });
    auto status = ExitStatus::Done;
    for (const std::string& file : options.files) {
        if (printer.has_failed()) break;
        const auto done = decode_file(io, decoder, file, printer);
        if (!done) status = cli::report(io, done.error());
    }
    if (printer.failure()) return cli::report(io, *printer.failure());
    if (printer.has_failed()) return ExitStatus::Io;
    tell_what_is_missing(io, decoder.seen(), printer.messages(), status == ExitStatus::Done);
    if (options.summary)
        if (const auto printed = printer.print_summary(decoder.seen()); printed != ExitStatus::Done)
            return printed;
    if (status != ExitStatus::Done) return status;
    return printer.messages() > 0 ? ExitStatus::Done : ExitStatus::No;
}

}  // namespace ptkt::imscon_recv
