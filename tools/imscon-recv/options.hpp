#ifndef PTKT_TOOLS_IMSCON_RECV_OPTIONS_HPP
#define PTKT_TOOLS_IMSCON_RECV_OPTIONS_HPP

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "common/base/time.hpp"
#include "common/cli/options.hpp"
#include "common/ebcdic/ebcdic.hpp"
#include "common/ims_connection/endpoint.hpp"

namespace ptkt::imscon_recv {

/// How messages are written to standard output.
enum class Form {
    Ndjson,  ///< a JSON object a message, and one for each event of a connection
    Text,    ///< a line a segment
    Raw,     ///< the segments as they came, LL ZZ data, and X'00040000' behind each message
};

struct Options {
    std::optional<std::string> member;
    std::vector<ims_connection::Endpoint> listen;  ///< empty: the ports of the member
    std::optional<std::string> ready_file;
    Form output = Form::Ndjson;
    std::optional<std::int64_t> max_messages;
    ebcdic::CodePage encoding = ebcdic::CodePage::Cp1047;
    std::optional<base::Seconds> timeout;  ///< absent: TIMEOUT of the member
    cli::CommonOptions common;
};

/// The program's command line, bound to `options`, which must outlive it.
[[nodiscard]] cli::OptionTable option_table(Options& options);

}  // namespace ptkt::imscon_recv

#endif
