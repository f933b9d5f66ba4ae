#include "common/racf/rotation/check_values.hpp"

#include "common/racf/passticket/check_value.hpp"

namespace ptkt::rotation {

std::string_view kind_word(bool enhanced) {
    return enhanced ? "hmac" : "des";
}

base::Result<std::string> check_value_of(const store::Store& store, const racf::Resource& profile,
                                         const racf::ProfileKey& key) {
    const auto secret = store.keys().key_of(profile, key);
    if (!secret) return secret.error();
    return passticket::check_value(*secret);
}

}  // namespace ptkt::rotation
