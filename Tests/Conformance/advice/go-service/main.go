package main
import ("fmt"; "net/http"; "os"; "os/user"; "time"; "crypto/x509")
func main(){
  l, err := time.LoadLocation("Europe/Zurich"); if err != nil { fmt.Println("zone", err); os.Exit(1) }
  u, err := user.Current(); if err != nil { fmt.Println("user", err); os.Exit(1) }
  pool, err := x509.SystemCertPool(); if err != nil || len(pool.Subjects()) == 0 { fmt.Println("certs", err); os.Exit(1) }
  if len(os.Args) > 1 { http.Get("https://" + os.Args[1]) }
  fmt.Println("k ok", l, u.Username, len(pool.Subjects()) > 10)
}
