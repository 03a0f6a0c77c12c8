kim_cari("d31",["/tentang/","Tentang","","","",[],[],[],"","Siapa kami Dua kelompok contoh untuk menguji penerbitan. Pengumuman yang dicabut tetap punya alamat."]);
