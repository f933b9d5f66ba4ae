#ifndef PTKT_RACF_STORE_AUDIT_LOG_HPP
#define PTKT_RACF_STORE_AUDIT_LOG_HPP

#include <span>
#include <string>

#include "common/base/result.hpp"
#include "common/files/files.hpp"
#include "common/formats/json/json.hpp"

namespace ptkt::store {

/// The store's audit log: one JSON object a line, only ever appended to. What must not be in it (a
/// key, a password, a ticket that could still be used) is the writer's duty.
class AuditLog {
  public:
    explicit AuditLog(files::Path path) : path_(std::move(path)) {}

    [[nodiscard]] base::Status append(const json::Json& record) const {
        return files::append(path_, record.dump() + "\n", false);
    }

    /// Several in one write.
    [[nodiscard]] base::Status append_all(std::span<const json::Json> records) const {
        std::string lines;
        for (const json::Json& record : records)
            lines += record.dump() + "\n";
        return files::append(path_, lines, false);
    }

  private:
    files::Path path_;
};

}  // namespace ptkt::store

#endif
