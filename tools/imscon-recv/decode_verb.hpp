#ifndef PTKT_TOOLS_IMSCON_RECV_DECODE_VERB_HPP
#define PTKT_TOOLS_IMSCON_RECV_DECODE_VERB_HPP

#include <string>
#include <string_view>
#include <vector>

#include "common/cli/options/options.hpp"
#include "common/ims/capture/decoder.hpp"
#include "common/ims/capture/fields.hpp"
#include "tools/imscon-recv/ticket_judge.hpp"

namespace ptkt::imscon_recv {

/// The word of this program that reads captures: `imscon-recv decode trace.pcap`.
inline constexpr std::string_view kDecode = "decode";

struct DecodeOptions {
    std::vector<std::string> files;
    ims_capture::DecoderSettings decoder;
    ims_capture::Reading reading;
    ims_capture::Filter filter;
    bool summary = false;
    bool explain = false;
    TicketJudge::Settings judge;
    cli::CommonOptions common;
};
[[nodiscard]] cli::OptionTable decode_table(DecodeOptions& options);
/// Decodes files, and prints what is wanted of them.
[[nodiscard]] cli::ExitStatus run_decode(cli::Io& io);

}  // namespace ptkt::imscon_recv

#endif
