#include "common/ims/sign_on/password_memory.hpp"

namespace ptkt::ims_sign_on {

void PasswordMemory::remember(const base::Secret& value, std::string_view hash,
                              std::string_view user, Clock::time_point now) {
    if (known_.size() >= kMost) known_.clear();
    known_.insert_or_assign(digest(value, hash), Known{now, std::string(user)});
}

bool PasswordMemory::knows(const base::Secret& value, std::string_view hash,
                           Clock::time_point now) {
    const auto found = known_.find(digest(value, hash));
    if (found == known_.end()) return false;
    if (!age_ || now - found->second.since < *age_) return true;
    known_.erase(found);
    return false;
}

void PasswordMemory::forget(std::string_view user) {
    std::erase_if(known_, [user](const auto& one) { return one.second.user == user; });
}

crypto::Sha512Digest PasswordMemory::digest(const base::Secret& value,
                                            std::string_view hash) const {
    std::string both(hash);
    const base::WipeGuard guard(both);
    both.reserve(hash.size() + 1 + value.size());  // so that no copy is left behind
    both += '\0';
    both += base::as_text(value.view());
    return hmac_.digest(base::as_bytes(both));
}

}  // namespace ptkt::ims_sign_on
