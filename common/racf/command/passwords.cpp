#include "common/racf/command/passwords.hpp"

namespace ptkt::racf_command {

namespace {

base::Result<racf::StoredPassword> stored(Job& job, racf::PasswordKind kind,
                                          const base::Secret& value,
                                          const std::optional<racf::StoredPassword>& old,
                                          bool expired) {
    const auto changed = expired ? std::nullopt : std::optional(job.context.now);
    return racf::stored_as(kind, value, old, changed, job.options, job.context.secrets);
}

}  // namespace

base::Result<racf::StoredPassword> stored_password(Job& job, const base::Secret& value,
                                                   const std::optional<racf::StoredPassword>& old,
                                                   bool expired) {
    return stored(job, racf::PasswordKind::Password, value, old, expired);
}

base::Result<racf::StoredPassword> stored_phrase(Job& job, const base::Secret& value,
                                                 const std::optional<racf::StoredPassword>& old,
                                                 bool expired) {
    return stored(job, racf::PasswordKind::Phrase, value, old, expired);
}

}  // namespace ptkt::racf_command
