kim_cari("t2026",["^ie3Qr;~:dJf$","hsl6lamqpvyuofy"]);
