#ifndef PTKT_RACF_STORE_AUDIT_LOG_HPP
#define PTKT_RACF_STORE_AUDIT_LOG_HPP

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>

#include "common/base/moment.hpp"
#include "common/base/result.hpp"
#include "common/files/files.hpp"
#include "common/formats/json/json.hpp"
#include "common/racf/store/audit_chain.hpp"
#include "common/racf/store/layout.hpp"

namespace ptkt::store {

/// The account of the operating system that is at work. RACF's users are another matter.
struct Account {
    std::int64_t uid = 0;
    std::string login;                     ///< who logged in; empty when that is not known
    std::optional<std::string> sudo_user;  ///< who called sudo
};

/// The store's audit log: one JSON object a line, only ever appended to, each with the hash of the
/// one before it (audit_chain.hpp). What must not be in it (a key, a password, a ticket that could
/// still be used) is the writer's duty.
///
/// A program that appends has the lock on the head's file, writes the records and then the head.
/// One that is killed in between leaves records that the head does not know yet; the next one finds
/// them by the length of the file, and goes on from there.
class AuditLog {
  public:
    explicit AuditLog(const Layout& layout)
        : path_(layout.audit_log()), head_(layout.audit_head()) {}

    /// From now on this is in every record.
    void use_account(const Account& account);
    /// From now on the time of a record is the moment at which it is written, with parts of a
    /// second. A record of another moment (a ticket that is verified as of yesterday) keeps its
    /// own.
    void use_clock(std::function<base::Moment()> clock) { clock_ = std::move(clock); }
    /// The user of RACF who is on record for what is done to keys and to the store.
    static constexpr std::string_view kIssuer = "IBMUSER";
    void use_issuer(std::string user) { issuer_ = std::move(user); }
    [[nodiscard]] const std::string& issuer() const { return issuer_; }
    /// How long an append may wait for another program's.
    void set_time_limit(std::chrono::milliseconds limit) { time_limit_ = limit; }

    [[nodiscard]] base::Status append(const json::Json& record) const {
        return append_all({&record, 1});
    }
    /// Several in one write.
    [[nodiscard]] base::Status append_all(std::span<const json::Json> records) const;
    /// Why nothing can be appended: the log or its head cannot be opened for it. Changes nothing in
    /// the log.
    [[nodiscard]] base::Status check_writable() const;
    /// Whether another program appends just now, so that `append` would wait for it.
    [[nodiscard]] bool is_held_up() const;

  private:
    files::Path path_;
    files::Path head_;
    std::string account_;  ///< members of JSON, each with the comma before it
    std::function<base::Moment()> clock_;
    std::string issuer_{kIssuer};
    std::chrono::milliseconds time_limit_{30'000};
};

/// How far the log of a store has come; nothing when it was never written to. Config: the head is
/// damaged.
[[nodiscard]] base::Result<std::optional<ChainHead>> read_audit_head(const Layout& layout);

}  // namespace ptkt::store

#endif
