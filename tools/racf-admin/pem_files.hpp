#ifndef PTKT_TOOLS_RACF_ADMIN_PEM_FILES_HPP
#define PTKT_TOOLS_RACF_ADMIN_PEM_FILES_HPP

#include <string>

#include "common/cli/io.hpp"
#include "common/crypto/message.hpp"

namespace ptkt::admin {

/// The certificate in a PEM file, which must be valid today.
[[nodiscard]] base::Result<crypto::Certificate> read_certificate(cli::Io& io,
                                                                 const std::string& file);
/// The private key in PEM that an option names the source of.
[[nodiscard]] base::Result<crypto::PrivateKey> read_private_key(cli::Io& io,
                                                                const std::string& source);

}  // namespace ptkt::admin

#endif
