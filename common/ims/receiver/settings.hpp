#ifndef PTKT_IMS_RECEIVER_SETTINGS_HPP
#define PTKT_IMS_RECEIVER_SETTINGS_HPP

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "common/base/text/ebcdic.hpp"
#include "common/base/time.hpp"
#include "common/ims/wire/dialect.hpp"

namespace ptkt::ims_receiver {

/// How messages are written.
enum class Form {
    Ndjson,  ///< a JSON object a message, and one for each event of a connection
    Text,    ///< a line a segment
    Raw,     ///< the segments as they came, LL ZZ data, and X'00040000' after each message
};

/// What the names of a spool's files end in.
[[nodiscard]] inline std::string suffix_of(Form form) {
    if (form == Form::Ndjson) return "json";
    return form == Form::Text ? "txt" : "raw";
}

/// What a receiver is to do beside what its member says.
struct Settings {
    Form output = Form::Ndjson;
    std::optional<std::string> field;  ///< of messages, which is written alone
    std::optional<std::int64_t> max_messages;
    ebcdic::CodePage encoding = ebcdic::CodePage::Cp1047;
    std::optional<base::Seconds> timeout;           ///< absent: TIMEOUT of the member
    std::optional<base::Seconds> trust_limit;       ///< after which a sender signs on again
    std::optional<base::Seconds> recheck_users;     ///< how often trusted ones are looked up
    std::optional<std::string> exec;                ///< a run of it for each message
    std::optional<std::string> coprocess;           ///< one that is given all messages
    std::optional<std::string> spool;               ///< the directory that keeps messages
    std::int64_t parallel = 4;                      ///< runs of `exec` at once
    base::Seconds time_limit{30};                   ///< for one of them
    std::optional<std::string> recorder;            ///< the file of RECORDER OPEN
    std::int64_t recorder_limit = 100;              ///< of its size, in megabytes
    bool recorder_secrets = false;                  ///< it has secrets as they came
    std::vector<ims_wire::ExitAlias> exit_aliases;  ///< names that a site has for the two exits
    bool tells_news = false;                        ///< not only of what is out of the ordinary

    /// Whether there is a program that replies to messages.
    [[nodiscard]] bool has_program() const { return exec || coprocess; }
};

}  // namespace ptkt::ims_receiver

#endif
