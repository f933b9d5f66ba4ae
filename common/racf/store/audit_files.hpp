#ifndef PTKT_RACF_STORE_AUDIT_FILES_HPP
#define PTKT_RACF_STORE_AUDIT_FILES_HPP

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "common/files/files.hpp"
#include "common/files/line_file.hpp"

/// Which files belong to an audit log, for those who write it and those who read it.
namespace ptkt::store {

/// The files of a log that were rotated away and still stand beside it, in no order. Their names
/// begin with the log's; what follows is up to those who rotate.
struct RotatedLogs {
    std::vector<files::Path> plain;
    std::vector<files::Path> compressed;  ///< which cannot be read here
    std::vector<files::Path> others;      ///< not regular files, such as a directory of that name
};
[[nodiscard]] base::Result<RotatedLogs> rotated_logs(const files::Path& log);

/// One of them, opened.
struct OpenLog {
    files::Path path;
    files::LineFile file;
    std::uint64_t first = 0;  ///< the number of the first record of the chain in it; 0: none
};
[[nodiscard]] base::Result<OpenLog> open_log(const files::Path& path);
[[nodiscard]] base::Result<std::vector<OpenLog>> open_logs(const std::vector<files::Path>& paths);
/// In the order of their records. An old file may have to be read whole for that.
[[nodiscard]] base::Status put_in_order(std::vector<OpenLog>& logs);

/// A line without its end; whether it has one: the last may not. True: the next one is wanted.
using TakeLogLine = std::function<base::Result<bool>(const std::string& line, bool has_end)>;
/// The lines of a log as long as it was when it was opened.
[[nodiscard]] base::Status each_log_line(const files::LineFile& file, const TakeLogLine& take);

}  // namespace ptkt::store

#endif
