#ifndef PTKT_TESTS_UNIT_IMS_CONFIG_SHOWN_HPP
#define PTKT_TESTS_UNIT_IMS_CONFIG_SHOWN_HPP

#include <string>
#include <string_view>

#include "common/ims/config/config.hpp"

/// All that is said of a member, as a program would print it.
std::string shown(std::string_view text);

/// The Config of a member of which nothing but `expected` may be said.
ptkt::ims_config::Config config_of(std::string_view text, std::string_view expected = {});

/// HWS and TCPIP statements that nothing is wrong with, on lines 1 and 2; tests begin at line 3.
inline constexpr std::string_view kHead = "HWS=(ID=HWSA,RACF=Y)\nTCPIP=(PORTID=(9999))\n";

/// The head with statements behind it.
std::string member(std::string_view statements);

#endif
