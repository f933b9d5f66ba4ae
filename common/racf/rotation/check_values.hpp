#ifndef PTKT_RACF_ROTATION_CHECK_VALUES_HPP
#define PTKT_RACF_ROTATION_CHECK_VALUES_HPP

#include <string>
#include <string_view>

#include "common/base/result.hpp"
#include "common/racf/store/store.hpp"

/// By what people tell keys from each other without seeing them.
namespace ptkt::rotation {

/// The check value of a key of a profile.
[[nodiscard]] base::Result<std::string> check_value_of(const store::Store& store,
                                                       const racf::Resource& profile,
                                                       const racf::ProfileKey& key);

/// `des` or `hmac`.
[[nodiscard]] std::string_view kind_word(bool enhanced);

}  // namespace ptkt::rotation

#endif
